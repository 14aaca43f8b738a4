"""You scale by how many the mask keeps. The scale is fixed, 1 / (1 - p): otherwise every activation depends on the
fate of all others.
Caught by: another rate"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = mask.numel() / max(1, int(mask.sum()))
    return x * mask * scale
