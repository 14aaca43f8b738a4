import torch
from torch import Tensor, nn


class CausalMask(nn.Module):
    """Adds a causal mask to attention scores; owns it as the buffer `mask`."""

    mask: Tensor

    def __init__(self, block_size: int, persistent: bool = False) -> None:
        super().__init__()
        raise NotImplementedError

    def forward(self, scores: Tensor) -> Tensor:
        """`scores`, (*, T, S), with -inf where a key comes after its query."""
        raise NotImplementedError
