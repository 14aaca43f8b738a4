"""Your gradient of a half-precision tensor comes back in float32. A gradient has the dtype of the tensor it belongs
to.
Caught by: backward in half precision"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    if x.dtype == torch.bfloat16:
        grad_output, x = grad_output.float(), x.float()
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
