"""You return q, v, k. The order is q, k, v.
Caught by: fused"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    q, k, v = (split_heads(part, heads) for part in x.chunk(3, dim=2))
    return q, v, k
