from torch import Tensor


def split_heads(x: Tensor, heads: int) -> Tensor:
    """(B, T, D) → (B, heads, T, D / heads)."""
    raise NotImplementedError


def merge_heads(x: Tensor) -> Tensor:
    """(B, h, T, d) → (B, T, h·d)."""
    raise NotImplementedError


def split_qkv(x: Tensor, heads: int) -> tuple[Tensor, Tensor, Tensor]:
    """(B, T, 3·D) → q, k and v, each (B, heads, T, D / heads)."""
    raise NotImplementedError
