from collections.abc import Callable

import torch
from torch import Tensor


def numerical_gradient(f: Callable[..., Tensor], tensors: list[Tensor], h: float = 1e-5) -> list[Tensor]:
    """The gradient of f(*tensors) with respect to each of the tensors, by central differences."""
    raise NotImplementedError
