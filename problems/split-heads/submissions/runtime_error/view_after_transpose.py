"""After a transpose the numbers do not lie in that order any more, and `view` refuses. Use `reshape`.
Caught by: together again"""


def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def merge_heads(x):
    batch, heads, tokens, size = x.shape
    return x.transpose(1, 2).view(batch, tokens, heads * size)


def split_qkv(x, heads):
    return tuple(split_heads(part, heads) for part in x.chunk(3, dim=2))
