"""The oracle: the two constructors themselves, and back to Python numbers."""

import torch


def as_tensor_like(values):
    tensor = torch.tensor(values)
    return tensor.dtype, tensor.tolist()


def as_capital_tensor_like(values):
    tensor = torch.Tensor(values)
    return tensor.dtype, tensor.tolist()
