import torch
from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int) -> None:
        """Create `qkv` and `proj`."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x: Tensor, causal: bool = False) -> Tensor:
        """Self-attention over (B, T, d_model), every head on its own slice."""
        raise NotImplementedError
