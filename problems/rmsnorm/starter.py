import torch
from torch import Tensor


def rms_norm(
    x: Tensor, normalized_shape: tuple[int, ...], weight: Tensor | None = None, eps: float | None = None
) -> Tensor:
    """Divide by the root mean square over the last len(normalized_shape) dimensions of `x`, then scale by `weight`."""
    raise NotImplementedError
