import torch.nn.functional as F


def patchify(x, p):
    windows = x.unfold(2, p, p).unfold(3, p, p)
    return windows.flatten(2, 3).transpose(1, 2).flatten(2)


def unpatchify(patches, p, height, width):
    small = patches.transpose(1, 2).unflatten(2, (height // p, width // p))
    return F.pixel_shuffle(small, p)
