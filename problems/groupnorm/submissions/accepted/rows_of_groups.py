"""One row for each group of each sample; the affine part in the shape (N, C, positions)."""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    n, c = x.shape[:2]
    positions = x.shape[2:].numel()
    rows = x.reshape(n * num_groups, c // num_groups * positions)
    if x.dtype in (torch.float16, torch.bfloat16):
        rows = rows.float()
    centred = rows - rows.mean(1, keepdim=True)
    rows = centred / torch.sqrt(centred.square().mean(1, keepdim=True) + eps)
    y = rows.reshape(n, c, positions)
    scale = 1 if weight is None else weight[:, None]
    shift = 0 if bias is None else bias[:, None]
    return (y * scale + shift).reshape(x.shape).to(x.dtype)
