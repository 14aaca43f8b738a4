"""You return the gradient flat. It has the shape of x.
Caught by: backward of a batch"""

import math

import torch


ROOT = math.sqrt(2 / math.pi)


def widened(x):
    """float16 in float32: a cube does not fit."""
    return x.float() if x.dtype == torch.float16 else x


def gelu(x, approximate="none"):
    z = widened(x)
    if approximate == "none":
        gate = 0.5 * (1 + torch.erf(z / math.sqrt(2)))
    else:
        gate = 0.5 * (1 + torch.tanh(ROOT * (z + 0.044715 * z**3)))
    return (z * gate).to(x.dtype)


def gelu_backward(grad_output, x, approximate="none"):
    z = widened(x)
    if approximate == "none":
        density = torch.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
        slope = 0.5 * (1 + torch.erf(z / math.sqrt(2))) + z * density
    else:
        t = torch.tanh(ROOT * (z + 0.044715 * z**3))
        slope = 0.5 * (1 + t) + 0.5 * z * (1 - t**2) * ROOT * (1 + 3 * 0.044715 * z**2)
    return (grad_output * slope).to(x.dtype).flatten(-2) if x.dim() > 1 else (grad_output * slope).to(x.dtype)
