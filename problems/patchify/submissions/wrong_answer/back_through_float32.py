"""You make float32 of everything on the way back. float64 stays what it is.
Caught by: double precision again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width).float()
