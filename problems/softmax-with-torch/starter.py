import torch
import torch.nn.functional as F
from torch import Tensor


def softmax(x: Tensor, dim: int, dtype: torch.dtype | None = None) -> Tensor:
    """Probabilities along `dim`, computed in `dtype` (None: that of `x`)."""
    raise NotImplementedError


def class_probabilities(logits: Tensor) -> Tensor:
    """Probabilities over the classes of (C), (N, C) or (N, C, d1, ...)."""
    raise NotImplementedError
