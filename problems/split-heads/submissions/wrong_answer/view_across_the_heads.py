"""`view(B, heads, T, d)` has the right shape, and cuts the row of memory anew: a head gets whole tokens. Cut, then
transpose.
Caught by: two heads"""


def split_heads(x, heads):
    batch, tokens, width = x.shape
    return x.reshape(batch, heads, tokens, width // heads)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
