"""The values are right, but you detach the image.
Caught by: four patches"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p).detach()


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
