"""You squeeze everything: a single token loses its dimension.
Caught by: fused, one token"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads).squeeze(2) for part in x.chunk(3, dim=2))
