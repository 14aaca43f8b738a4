"""PyTorch's dropout draws a mask of its own. Here the mask is given.
Caught by: by hand"""

import torch.nn.functional as F


def dropout(x, mask, p=0.5, training=True):
    return F.dropout(x, p, training)
