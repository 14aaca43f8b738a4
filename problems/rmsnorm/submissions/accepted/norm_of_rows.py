"""One row a sample; its length, squared and divided by n, is the mean square."""

import math

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    n = math.prod(normalized_shape)
    rows = x.reshape(-1, n)
    if x.dtype in (torch.float16, torch.bfloat16):
        rows = rows.float()
    eps = torch.finfo(rows.dtype).eps if eps is None else eps
    length = torch.linalg.vector_norm(rows, dim=1, keepdim=True)
    y = (rows / torch.sqrt(length**2 / n + eps)).reshape(x.shape)
    return (y if weight is None else y * weight).to(x.dtype)
