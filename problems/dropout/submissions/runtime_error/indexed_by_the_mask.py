"""You index with the mask, which needs the full shape. A mask of (N, C, 1, 1) only broadcasts: use where, masked_fill
or a product.
Caught by: whole channels"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    y = x * scale
    y[~mask] = 0
    return y
