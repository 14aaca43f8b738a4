"""You take the root of N for the number of rows. Images need not be square; height and width are given.
Caught by: wide images again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B, N, D = patches.shape
    side = int(N**0.5)
    cut = patches.reshape(B, side, side, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
