"""You call the built-in module instead of repairing the code.
Caught by: identity"""

import torch


def multi_head_attention(x, w_qkv, w_out, heads):
    module = torch.nn.MultiheadAttention(x.shape[-1], heads, bias=False, batch_first=True)
    return module(x, x, x)[0]
