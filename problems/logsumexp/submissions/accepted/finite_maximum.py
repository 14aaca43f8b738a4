import torch


def logsumexp(x, dim, keepdim=False):
    with torch.no_grad():
        m = x.amax(dim, keepdim=True)
        m = m.where(m > -torch.inf, 0)
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
