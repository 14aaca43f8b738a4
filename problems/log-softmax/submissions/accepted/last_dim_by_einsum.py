import torch


def log_softmax(x, dim):
    rows = x.movedim(dim, -1)
    shifted = rows - rows.max(-1, keepdim=True).values
    total = torch.einsum("...i->...", torch.exp(shifted))
    return (shifted - torch.log(total)[..., None]).movedim(-1, dim)


def log_softmax_backward(grad_output, output, dim):
    g, p = grad_output.movedim(dim, -1), torch.exp(output).movedim(dim, -1)
    total = torch.einsum("...j->...", g)
    return (g - p * total[..., None]).movedim(-1, dim)
