"""You use the mask of the first sample for all of them. Every sample has its own.
Caught by: another rate"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * (mask if x.dim() == 1 else mask[:1]) * scale
