"""The oracle: PyTorch's own view, of a tensor that holds no numbers."""

import torch


def can_view(shape, strides, new_shape):
    try:
        torch.empty_strided(shape, strides, device="meta").view(new_shape)
    except RuntimeError:
        return False
    return True
