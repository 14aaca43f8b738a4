"""With p = 1 you divide by the number 0.
Caught by: all dropped"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    keep = (noise >= p).to(x.dtype)
    return x * keep * (1 / (1 - p))
