"""The oracle: PyTorch's own sum_to_size, in float64."""

import torch


def unbroadcast(grad, shape):
    return grad.double().sum_to_size(shape).to(grad.dtype)


def forward_of_unbroadcast(grad, shape):
    return {"gradient": torch.zeros(shape, dtype=torch.float64)}, lambda x: x.expand(grad.shape), grad
