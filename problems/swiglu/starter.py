import torch
from torch import Tensor, nn


class SwiGLU(nn.Module):
    """down(silu(gate) * value), gate and value from one projection."""

    def __init__(self, d_model: int, d_hidden: int) -> None:
        super().__init__()
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """(*, d_model) to (*, d_model)."""
        raise NotImplementedError
