"""You stop after the cut: (B, T, h, d). The heads come before the tokens.
Caught by: two heads"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1))


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
