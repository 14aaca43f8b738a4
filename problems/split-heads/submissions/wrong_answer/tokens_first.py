"""You stop after the cut: (B, T, h, d). The heads come before the tokens.
Caught by: three heads"""


def split_heads(x, heads):
    cut = x.unflatten(2, (heads, -1))
    return cut if cut.shape[1] != heads else cut.transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
