import torch
from torch import Generator, Tensor


def kaiming_normal_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Fill `tensor` with normal numbers of standard deviation gain / sqrt(fan), and return it."""
    raise NotImplementedError


def kaiming_uniform_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Fill `tensor` with uniform numbers around 0 of standard deviation gain / sqrt(fan), and return it."""
    raise NotImplementedError
