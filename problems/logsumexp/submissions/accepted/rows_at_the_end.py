import torch


class LogSumExp(torch.autograd.Function):
    """Along the last dimension, with the backward written below."""

    @staticmethod
    def forward(ctx, rows):
        top = rows.max(-1, keepdim=True).values
        e = torch.where(top == -torch.inf, 0.0, torch.exp(rows - top))
        total = e.sum(-1, keepdim=True)
        ctx.save_for_backward(e / total)
        return torch.log(total) + top

    @staticmethod
    def backward(ctx, g):
        (share,) = ctx.saved_tensors
        return g * share


def logsumexp(x, dim, keepdim=False):
    y = LogSumExp.apply(x.movedim(dim, -1)).movedim(-1, dim)
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    weights = torch.exp(x - logsumexp(x, dim, keepdim=True))
    return weights.nan_to_num(nan=0.0) * g
