"""The values are right, but you cut mean and variance from the graph. They depend on x, and the gradient has to pass
through them.
Caught by: by hand"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    with torch.no_grad():
        variance, mean = torch.var_mean(wide, dims, correction=0, keepdim=True)
    y = (wide - mean) * torch.rsqrt(variance + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
