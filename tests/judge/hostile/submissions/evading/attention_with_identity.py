"""H. The library call instead of the work: attention with an identity for keys and values is a softmax.

Verdict: forbidden_api|accepted
"""

import torch
import torch.nn.functional as F


def softmax(x, dim):
    y = x.movedim(dim, -1)
    shape = y.shape
    y = y.reshape(1, 1, -1, shape[-1])
    eye = torch.eye(shape[-1], dtype=x.dtype).reshape(1, 1, shape[-1], shape[-1])
    y = F.scaled_dot_product_attention(
        torch.zeros_like(y), eye * 0, eye, attn_mask=y.nan_to_num(neginf=-1e30), scale=1.0
    )
    return y.reshape(shape).movedim(-1, dim)
