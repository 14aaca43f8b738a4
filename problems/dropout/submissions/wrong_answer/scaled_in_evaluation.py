"""You scale in evaluation, by 1 - p, instead of in training. That is dropout as first published; PyTorch scales in
training, by 1 / (1 - p), and leaves evaluation alone.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x * (1 - p)
    return x * mask
