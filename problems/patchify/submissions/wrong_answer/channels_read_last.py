"""You read the channels as if they were last, (p, p, C). All of channel 0 comes first.
Caught by: three channels again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, p, p, -1)
    return cut.permute(0, 5, 1, 3, 2, 4).reshape(B, -1, height, width)
