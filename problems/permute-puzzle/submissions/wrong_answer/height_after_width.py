"""You give the width before the height where both are more than 1.
Caught by: channels last of larger images"""


def channels_last(x):
    return x.permute(0, 3, 2, 1).reshape(x.shape[0], x.shape[2], x.shape[3], x.shape[1])


def film_strip(x):
    B, C, H, W = x.shape
    return x.permute(1, 2, 0, 3).reshape(C, H, B * W)


def cut_strip(strip, batch):
    C, H, _ = strip.shape
    return strip.reshape(C, H, batch, -1).permute(2, 0, 1, 3)


def column_table(x):
    B, C, H, W = x.shape
    return x.permute(1, 3, 0, 2).reshape(C * W, B * H)
