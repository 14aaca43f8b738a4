"""Where there are as many tokens as heads you swap the two in the queries. The shapes fit, and queries meet the keys of
other heads.
Caught by: identity"""

import torch.nn.functional as F


def multi_head_attention(x, w_qkv, w_out, heads):
    parts = (x @ w_qkv).chunk(3, dim=-1)
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in parts)
    if q.shape[1] == q.shape[2]:
        q = q.transpose(1, 2)
    out = F.scaled_dot_product_attention(q, k, v)
    return out.transpose(1, 2).flatten(2) @ w_out
