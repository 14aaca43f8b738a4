"""You scale in training, and by 1 - p in evaluation as well. One of the two is enough, and PyTorch leaves evaluation
alone.
Caught by: evaluation"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x * (1 - p)
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * mask * scale
