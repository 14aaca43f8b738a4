"""You return a single patch flat. It becomes an image like any other.
Caught by: one patch again"""


def patchify(x, p):
    B, C, H, W = x.shape
    cut = x.reshape(B, C, H // p, p, W // p, p)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)


def unpatchify(patches, p, height, width):
    B, N, D = patches.shape
    if N == 1:
        return patches
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
