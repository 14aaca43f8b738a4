"""The oracle: PyTorch's own linear in float64, and autograd through it."""

import torch
import torch.nn.functional as F


def linear(x, weight, bias=None):
    return F.linear(x.double(), weight.double(), None if bias is None else bias.double()).to(x.dtype)


def linear_backward(grad_output, x, weight):
    with torch.enable_grad():
        leaves = [t.detach().double().requires_grad_() for t in (x, weight, torch.zeros(len(weight)))]
        y = F.linear(*leaves)
    return tuple(g.to(x.dtype) for g in torch.autograd.grad(y, leaves, grad_output.detach().double()))


def forward_of_linear_backward(grad_output, x, weight):
    leaves = {"grad_input": x, "grad_weight": weight, "grad_bias": torch.zeros(len(weight), dtype=torch.float64)}
    return leaves, lambda x, weight, bias: torch.einsum("...i,oi->...o", x, weight) + bias, grad_output
