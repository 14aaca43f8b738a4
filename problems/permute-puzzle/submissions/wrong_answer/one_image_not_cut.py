"""You return a strip of one image as it is. It is a batch of one: (1, C, H, W).
Caught by: a strip of one image"""


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    C, H, _ = strip.shape
    if batch == 1:
        return strip
    return strip.reshape(C, H, batch, -1).permute(2, 0, 1, 3)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
