"""The oracle: row by row, over the tokens that count."""

import torch


def masked_mean(x, mask):
    rows = [row[keep].mean(0) if keep.any() else row[:0].sum(0) for row, keep in zip(x.double(), mask, strict=True)]
    return torch.stack(rows).to(x.dtype)
