"""You cut W into (p, W/p), so a patch takes every (W/p)-th pixel. The patches count first, the pixels within one
second.
Caught by: four patches"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, p, H // p, p, W // p)
    return cut.permute(0, 3, 5, 1, 2, 4).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
