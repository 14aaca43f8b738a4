"""You leave the size of a head open with `-1`. Of an empty batch there are no entries, and from none `reshape` cannot tell
what the open size is. Divide the width by the heads, or use `unflatten`, which looks at one dimension alone.
Caught by: three heads"""


def split_heads(x, heads):
    batch, tokens, _ = x.shape
    return x.reshape(batch, tokens, heads, -1).transpose(1, 2)


def merge_heads(x):
    return x.transpose(1, 2).flatten(2)


def split_qkv(x, heads):
    q, k, v = x.chunk(3, dim=2)
    return tuple(t.unflatten(2, (heads, -1)).transpose(1, 2) for t in (q, k, v))
