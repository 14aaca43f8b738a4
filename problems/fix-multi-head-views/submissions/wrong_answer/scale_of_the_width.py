"""You left the scale of the whole width. A score sums over the d features of one head.
Caught by: identity"""

import torch.nn.functional as F


def multi_head_attention(x, w_qkv, w_out, heads):
    parts = (x @ w_qkv).chunk(3, dim=-1)
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in parts)
    out = F.scaled_dot_product_attention(q, k, v, scale=x.shape[-1] ** -0.5)
    return out.transpose(1, 2).flatten(2) @ w_out
