"""You take the third block for the keys. The order is q, k, v.
Caught by: identity"""

import torch.nn.functional as F


def multi_head_attention(x, w_qkv, w_out, heads):
    parts = (x @ w_qkv).chunk(3, dim=-1)
    q, v, k = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in parts)
    out = F.scaled_dot_product_attention(q, k, v)
    return out.transpose(1, 2).flatten(2) @ w_out
