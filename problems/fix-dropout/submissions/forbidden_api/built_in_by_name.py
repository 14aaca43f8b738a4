"""You call the built-in, which draws its own numbers.
Caught by: training"""

import torch.nn.functional as F


def dropout(x, noise, p, training):
    return F.dropout(x, p, training)
