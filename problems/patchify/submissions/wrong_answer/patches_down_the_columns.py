"""You lay the patches down the columns. The first W/p of them are the top row.
Caught by: together again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, width // p, height // p, -1, p, p)
    return cut.permute(0, 3, 2, 4, 1, 5).reshape(B, -1, height, width)
