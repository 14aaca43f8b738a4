"""You reshape, and nothing moves. The line of an image goes through several patches.
Caught by: together again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    return patches.reshape(patches.shape[0], -1, height, width)
