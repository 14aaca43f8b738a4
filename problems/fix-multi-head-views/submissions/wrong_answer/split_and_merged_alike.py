"""You left both reshapes. They undo each other, but attention lies between them.
Caught by: identity"""

import torch.nn.functional as F


def multi_head_attention(x, w_qkv, w_out, heads):
    parts = (x @ w_qkv).chunk(3, dim=-1)
    q, k, v = (part.reshape(len(x), heads, x.shape[1], -1) for part in parts)
    out = F.scaled_dot_product_attention(q, k, v)
    return out.reshape(x.shape) @ w_out
