"""Warnings raised, on import and in every call."""

import warnings

import torch

warnings.warn("this is a draft", stacklevel=1)


def softmax(x, dim):
    warnings.simplefilter("always")
    warnings.warn(f"slow path for {tuple(x.shape)}", DeprecationWarning, stacklevel=2)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
