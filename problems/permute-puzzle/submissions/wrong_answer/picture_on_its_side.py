"""You exchange the channels with the width: (B, W, H, C). All others keep their order: (B, H, W, C).
Caught by: channels last"""


def channels_last(x):
    return x.transpose(1, 3)


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    C, H, _ = strip.shape
    return strip.reshape(C, H, batch, -1).permute(2, 0, 1, 3)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
