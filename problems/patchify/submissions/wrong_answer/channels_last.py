"""You put the channels last, (p, p, C), as MAE does. Here all of channel 0 comes first: (C, p, p).
Caught by: three channels"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 3, 5, 1).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
