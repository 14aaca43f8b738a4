import torch
from torch import Tensor


def batch_norm_backward(
    grad_output: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-5
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients of the loss with respect to `x`, the weight and the bias of a batch norm in training."""
    raise NotImplementedError
