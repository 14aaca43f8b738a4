"""You drop in evaluation too. There the network is used whole.
Caught by: evaluation"""


def dropout(x, mask, p=0.5, training=True):
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * mask * scale
