"""The oracle: PyTorch's own SiLU in float64, and the operator that its autograd calls in the backward."""

import torch
import torch.nn.functional as F


def silu(x, out=None):
    y = F.silu(x.double()).to(x.dtype)
    return y if out is None else out.copy_(y)


def silu_backward(grad_output, x):
    return torch.ops.aten.silu_backward(grad_output.double(), x.double()).to(x.dtype)


def forward_of_silu_backward(grad_output, x):
    return {"dx": x}, F.silu, grad_output
