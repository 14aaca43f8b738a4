import torch
from torch import Tensor


def group_norm(
    x: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5
) -> Tensor:
    """Normalize each group of channels of each sample of `x`, (N, C, *), then scale and shift each channel."""
    raise NotImplementedError
