def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    q, k, v = x.chunk(3, dim=2)
    return split_heads(q, heads), split_heads(k, heads), split_heads(v, heads)
