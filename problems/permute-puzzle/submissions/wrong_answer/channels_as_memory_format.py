"""You change the memory format. That is about strides only: the shape stays (B, C, H, W).
Caught by: channels last"""

import torch


def channels_last(x):
    return x.to(memory_format=torch.channels_last)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    C, H, _ = strip.shape
    return strip.reshape(C, H, batch, -1).permute(2, 0, 1, 3)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
