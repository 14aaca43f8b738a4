"""You cut into (W, B), as if the images were interleaved. They lie side by side: (B, W).
Caught by: cut apart again"""


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    return strip.unflatten(2, (-1, batch)).permute(3, 0, 1, 2)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
