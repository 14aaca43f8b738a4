"""Helper module with parameters, state_dict and hooks, in a problem about weights.

Problem: layernorm
"""

import torch
from torch import nn


class Norm(nn.Module):
    def __init__(self, shape, eps):
        super().__init__()
        self.shape, self.eps = shape, eps
        self.weight = nn.Parameter(torch.ones(shape))

    def forward(self, x):
        dims = tuple(range(-len(self.shape), 0))
        centred = x - x.mean(dims, keepdim=True)
        return centred * torch.rsqrt(centred.square().mean(dims, keepdim=True) + self.eps)


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    norm = Norm(tuple(normalized_shape), eps)
    norm.load_state_dict(norm.state_dict())
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    y = norm(wide)
    y = y if weight is None else y * weight
    y = y if bias is None else y + bias
    return y.to(x.dtype)
