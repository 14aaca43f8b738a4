"""Layer norm step by step. Gradients are compared at the variance and at the normalized values alone: those of the mean
and of the centered values depend on the formula by which somebody gets to the variance."""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    mean = wide.mean(dims, keepdim=True)
    probe("mean", mean.detach())
    centered = wide - mean
    probe("centered", centered.detach())
    variance = probe("variance", centered.square().mean(dims, keepdim=True))
    y = probe("normalized", centered / torch.sqrt(variance + eps))
    y = y if weight is None else y * weight
    return (y if bias is None else y + bias).to(x.dtype)
