def split_heads(x, heads):
    batch, tokens, width = x.shape
    return x.reshape(batch, tokens, heads, width // heads).permute(0, 2, 1, 3)


def merge_heads(x):
    batch, heads, tokens, size = x.shape
    return x.permute(0, 2, 1, 3).reshape(batch, tokens, heads * size)


def split_qkv(x, heads):
    batch, tokens, width = x.shape
    fused = x.reshape(batch, tokens, 3, heads, width // (3 * heads))
    return tuple(fused.permute(2, 0, 3, 1, 4))
