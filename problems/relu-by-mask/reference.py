"""The oracle: PyTorch's own relu, and the operator that its autograd calls in the backward."""

import torch


def relu(x):
    return torch.relu(x.double()).to(x.dtype)


def relu_backward(grad_output, x):
    return torch.ops.aten.threshold_backward(grad_output.double(), x.double(), 0).to(x.dtype)


def forward_of_relu_backward(grad_output, x):
    return {"dx": x}, torch.relu, grad_output
