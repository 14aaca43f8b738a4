"""You read q, k, v of the first head, then of the second. In this projection all of q comes first, then k, then v.
Caught by: fused"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(part.transpose(1, 2) for part in x.unflatten(2, (heads, 3, -1)).unbind(3))
