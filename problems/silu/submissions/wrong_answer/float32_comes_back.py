"""You compute half precision in float32, which is wise, and return float32. The answer has the dtype of x.
Caught by: half precision"""

import torch


def silu(x, out=None):
    if x.dtype == torch.bfloat16:
        x = x.float()
    y = x * torch.sigmoid(x)
    return y if out is None else out.copy_(y)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
