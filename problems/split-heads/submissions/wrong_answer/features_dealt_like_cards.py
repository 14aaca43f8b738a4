"""You cut the features into (d, h): every head gets each h-th feature. The features of a head lie together: (h, d).
Caught by: two heads"""


def split_heads(x, heads):
    return x.unflatten(2, (-1, heads)).permute(0, 3, 1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
