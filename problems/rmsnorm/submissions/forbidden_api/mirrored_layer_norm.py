"""Layer norm over x and -x together has the mean 0, so it is RMS norm in disguise, and off limits like it.
Caught by: by hand"""

import math

import torch
import torch.nn.functional as F


def rms_norm(x, normalized_shape, weight=None, eps=None):
    rows = x.reshape(-1, math.prod(normalized_shape))
    mirrored = torch.cat([rows, -rows], 1)
    y = F.layer_norm(mirrored, mirrored.shape[1:], eps=1e-7 if eps is None else eps)[:, : rows.shape[1]]
    return y.reshape(x.shape) * (1 if weight is None else weight)
