import torch
from torch import Tensor


def silu(x: Tensor, out: Tensor | None = None) -> Tensor:
    """x times its sigmoid: a new tensor, or written into `out`, which is returned."""
    raise NotImplementedError


def silu_backward(grad_output: Tensor, x: Tensor) -> Tensor:
    """The gradient of the loss with respect to `x`, given the one with respect to silu(x)."""
    raise NotImplementedError
