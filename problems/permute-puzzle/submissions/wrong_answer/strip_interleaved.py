"""You join (W, B): the images are interleaved, column by column. In b·W + w the place within the image counts
fastest.
Caught by: two images in a strip"""


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 3, 0).reshape(C, H, B * W)


def cut_strip(strip, batch):
    C, H, _ = strip.shape
    return strip.reshape(C, H, batch, -1).permute(2, 0, 1, 3)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
