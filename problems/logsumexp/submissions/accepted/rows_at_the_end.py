import torch


def weights(x, dim):
    """exp(x - maximum) with `dim` at the end, the sum, and the maximum."""
    rows = x.movedim(dim, -1)
    top = rows.max(-1).values.detach().nan_to_num(neginf=0.0)
    e = torch.exp(rows - top[..., None])
    return e, torch.einsum("...i->...", e), top


def logsumexp(x, dim, keepdim=False):
    _, total, top = weights(x, dim)
    y = torch.log(total) + top
    return y.unsqueeze(dim) if keepdim else y


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    e, total, _ = weights(x, dim)
    g = grad_output.squeeze(dim) if keepdim else grad_output
    share = (g / total.masked_fill(total == 0, 1.0))[..., None]
    return (e * share).movedim(-1, dim)
