"""With p = 1 you divide 0 by 0. All is dropped: zeros.
Caught by: all dropped"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    keep = (noise >= p).to(x.dtype)
    return x * keep / torch.tensor(1 - p, dtype=x.dtype)
