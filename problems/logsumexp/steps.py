"""Log-sum-exp step by step, and its backward. A slice of nothing is shifted by 0: it has no largest entry."""

import torch


def logsumexp(x, dim, keepdim=False):
    largest = x.amax(dim, keepdim=True).detach()
    largest = torch.where(largest.isfinite(), largest, 0.0)
    probe("largest", largest)
    exps = probe("exps", torch.exp(probe("shifted", x - largest)))
    total = probe("total", exps.sum(dim, keepdim=True))
    y = total.log() + largest
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    y = logsumexp(x, dim, keepdim=True)
    weights = torch.where(y.isfinite(), torch.exp(x - y), 0.0)
    probe("softmax", weights)
    return weights * (grad_output if keepdim else grad_output.unsqueeze(dim))
