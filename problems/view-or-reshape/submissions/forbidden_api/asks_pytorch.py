"""You let PyTorch try it. You are here to say the rule.
Caught by: contiguous"""

import torch


def can_view(shape, strides, new_shape):
    try:
        torch.empty(1).as_strided(shape, strides).view(new_shape)
    except RuntimeError:
        return False
    return True
