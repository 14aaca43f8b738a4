"""You join the first head with the last. All heads belong in the row, in order.
Caught by: merge a batch"""

import torch


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    return torch.cat([x[:, 0], x[:, -1]], dim=-1) if x.shape[1] > 1 else x[:, 0]


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
