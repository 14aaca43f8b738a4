"""You move the window by one pixel. Patches do not overlap: move it by p.
Caught by: four patches"""


def patchify(x, p):
    windows = x.unfold(2, p, 1).unfold(3, p, 1)
    return windows.flatten(2, 3).transpose(1, 2).flatten(2)


def unpatchify(patches, p, height, width):
    B = patches.shape[0]
    cut = patches.reshape(B, height // p, width // p, -1, p, p)
    return cut.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
