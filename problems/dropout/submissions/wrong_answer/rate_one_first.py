"""You return zeros for p = 1 before you look at training. In evaluation nothing is dropped, whatever p says.
Caught by: rate one in evaluation"""


def dropout(x, mask, p=0.5, training=True):
    if p == 1:
        return x * 0
    if not training:
        return x
    scale = 1 / (1 - p)
    return x * mask * scale
