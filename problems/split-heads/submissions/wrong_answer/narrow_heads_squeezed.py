"""You squeeze the features of a head that has one. (B, h, T, 1) has four dimensions.
Caught by: heads of one feature"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2).squeeze(3)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(part.unflatten(2, (heads, -1)).transpose(1, 2) for part in x.chunk(3, dim=2))
