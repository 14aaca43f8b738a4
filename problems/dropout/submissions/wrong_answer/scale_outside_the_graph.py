"""The values are right, but the scaling is outside of the graph, so the gradient is too small. What was scaled by 1 /
(1 - p) on the way forward is scaled so on the way back.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    y = x * mask
    y.data *= scale
    return y
