import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """Zero where x <= 0, x elsewhere."""
    raise NotImplementedError


def relu_backward(grad_output: Tensor, x: Tensor) -> Tensor:
    """The gradient of the loss with respect to `x`, given the one with respect to relu(x)."""
    raise NotImplementedError
