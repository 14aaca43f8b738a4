"""Your backward converts to float32 on the way. float64 has digits that float32 does not.
Caught by: backward in double"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x.float())
    return (grad_output.float() * s * (1 + x.float() * (1 - s))).to(x.dtype)
