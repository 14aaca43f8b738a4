import torch


def logsumexp(x, dim, keepdim=False):
    m = x.detach().amax(dim, keepdim=True)
    m = torch.where(m.isinf(), 0.0, m)
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
