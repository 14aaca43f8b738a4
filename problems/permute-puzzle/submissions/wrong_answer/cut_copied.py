"""The numbers are right, but the pieces are stacked into new memory. Cut by shape and permute: that is a view.
Caught by: cut apart again"""

import torch


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    return torch.stack(strip.chunk(batch, dim=2))


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
