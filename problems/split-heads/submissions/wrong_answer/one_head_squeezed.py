"""You squeeze the dimension of a single head away. (B, 1, T, d) has four dimensions, as every other.
Caught by: one head"""


def split_heads(x, heads):
    split = x.unflatten(2, (heads, -1)).transpose(1, 2)
    return split.squeeze(1) if heads == 1 else split


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
