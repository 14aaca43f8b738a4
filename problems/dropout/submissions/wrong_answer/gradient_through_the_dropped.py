"""The values are right, but you write the zeros behind autograd's back, so dropped activations receive a gradient as
if they had been kept.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    y = x * 1
    y.data *= mask
    return y * scale
