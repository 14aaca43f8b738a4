from torch import Tensor


def logsumexp(x: Tensor, dim: int, keepdim: bool = False) -> Tensor:
    """The logarithm of the sum of exponentials along `dim`."""
    raise NotImplementedError


def logsumexp_backward(grad_output: Tensor, x: Tensor, dim: int, keepdim: bool = False) -> Tensor:
    """The gradient with respect to `x`, given the one with respect to the output."""
    raise NotImplementedError
