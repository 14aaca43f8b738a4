"""You leave the tokens before the heads: then heads attend to each other, within a token.
Caught by: identity"""

import torch.nn.functional as F


def multi_head_attention(x, w_qkv, w_out, heads):
    parts = (x @ w_qkv).chunk(3, dim=-1)
    q, k, v = (part.unflatten(-1, (heads, -1)) for part in parts)
    out = F.scaled_dot_product_attention(q, k, v)
    return out.flatten(2) @ w_out
