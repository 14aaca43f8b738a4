"""The oracle: PyTorch's own layer norm, in float64."""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    shape = x.shape[-1:]
    return torch.nn.functional.layer_norm(x.double(), shape, weight.double(), bias.double(), eps).to(x.dtype)
