import torch
from torch import Tensor, nn


class CachedAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.q_proj = nn.Linear(d_model, d_model, bias=False)
        self.k_proj = nn.Linear(d_model, d_model, bias=False)
        self.v_proj = nn.Linear(d_model, d_model, bias=False)
        self.out_proj = nn.Linear(d_model, d_model, bias=False)
        self.reset()

    def reset(self) -> None:
        """Forget everything."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Append the new tokens (B, T_new, d_model) and attend causally to all so far."""
        raise NotImplementedError
