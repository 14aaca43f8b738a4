"""The oracle: PyTorch's own functions in float64; and its own backwards, which take the output."""

import torch


def sigmoid(x):
    return torch.sigmoid(x.double()).to(x.dtype)


def tanh(x):
    return torch.tanh(x.double()).to(x.dtype)


def sigmoid_backward(grad_output, output):
    return torch.ops.aten.sigmoid_backward(grad_output.double(), output.double()).to(output.dtype)


def tanh_backward(grad_output, output):
    return torch.ops.aten.tanh_backward(grad_output.double(), output.double()).to(output.dtype)


def forward_of_sigmoid_backward(grad_output, output):
    return {"dx": torch.logit(output)}, torch.sigmoid, grad_output


def forward_of_tanh_backward(grad_output, output):
    return {"dx": torch.atanh(output)}, torch.tanh, grad_output
