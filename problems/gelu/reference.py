"""The oracle: PyTorch's own GELU in float64, and the operator that its autograd calls in the backward."""

import torch
import torch.nn.functional as F


def gelu(x, approximate="none"):
    return F.gelu(x.double(), approximate=approximate).to(x.dtype)


def gelu_backward(grad_output, x, approximate="none"):
    return torch.ops.aten.gelu_backward(grad_output.double(), x.double(), approximate=approximate).to(x.dtype)


def forward_of_gelu_backward(grad_output, x, approximate="none"):
    return {"dx": x}, lambda x: F.gelu(x, approximate=approximate), grad_output
