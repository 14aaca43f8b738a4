"""The oracle: the backward of PyTorch's dropout, which takes the mask as an argument, and is the same linear map."""

import torch


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x.clone()
    scale = 0.0 if p == 1 else 1 / (1 - p)
    return torch.ops.aten.native_dropout_backward(x.double(), mask.expand_as(x), scale).to(x.dtype)
