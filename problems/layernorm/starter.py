import torch
from torch import Tensor


def layer_norm(
    x: Tensor,
    normalized_shape: tuple[int, ...],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Normalize over the last len(normalized_shape) dimensions of `x`, then scale by `weight` and shift by `bias`."""
    raise NotImplementedError
