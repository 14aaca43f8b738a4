"""You touch the mask before you ask whether you are training. In evaluation there may be none.
Caught by: no mask in evaluation"""


def dropout(x, mask, p=0.5, training=True):
    mask = mask.to(x.dtype)
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * mask * scale
