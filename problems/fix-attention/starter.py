import torch
from torch import Tensor


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Each token attends to itself and to those before it: (B, T, d) → (B, T, e)."""
    batch, tokens, size = q.shape
    scores = q @ k.transpose(-2, -1) / size
    weights = torch.softmax(scores, dim=1)
    weights = weights * torch.triu(torch.ones(tokens, tokens, dtype=q.dtype))
    return weights @ v
