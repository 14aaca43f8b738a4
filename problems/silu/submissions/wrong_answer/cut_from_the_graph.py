"""You compute under no_grad, so that `out` does not complain. Without `out` nothing upstream would learn then.
Caught by: by hand"""

import torch


@torch.no_grad()
def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
