"""The oracle: row by row, over the tokens that count."""

import torch


def masked_mean(x, mask):
    none = x.double()[:0].sum(1)  # what an empty batch gives
    rows = [row[keep].mean(0) if keep.any() else row[:0].sum(0) for row, keep in zip(x.double(), mask, strict=True)]
    return torch.cat([none, *(row[None] for row in rows)]).to(x.dtype)
