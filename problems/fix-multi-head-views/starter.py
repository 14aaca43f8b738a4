import torch.nn.functional as F
from torch import Tensor


def multi_head_attention(x: Tensor, w_qkv: Tensor, w_out: Tensor, heads: int) -> Tensor:
    """Self-attention with `heads` heads: (B, T, D) → (B, T, D)."""
    batch, tokens, width = x.shape
    fused = x @ w_qkv
    q, k, v = fused.reshape(batch, tokens, width, 3).unbind(-1)
    q = q.reshape(batch, heads, tokens, width // heads)
    k = k.reshape(batch, heads, tokens, width // heads)
    v = v.reshape(batch, heads, tokens, width // heads)
    out = F.scaled_dot_product_attention(q, k, v, scale=width**-0.5)
    return out.reshape(batch, tokens, width) @ w_out
