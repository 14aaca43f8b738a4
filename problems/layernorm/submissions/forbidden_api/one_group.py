"""Group norm with a single group is layer norm under another name, and off limits like it.
Caught by: by hand"""

import math

import torch.nn.functional as F


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    rows = x.reshape(-1, math.prod(normalized_shape))
    y = F.group_norm(rows, 1, eps=eps).reshape(x.shape)
    y = y if weight is None else y * weight
    return y if bias is None else y + bias
