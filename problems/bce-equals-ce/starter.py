import torch
from torch import Tensor


def to_cross_entropy(z: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Logits (N, 2, ...) and a target for F.cross_entropy, from binary logits and targets (N, ...)."""
    raise NotImplementedError


def to_binary(logits: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """A logit and a target (N, ...) for F.binary_cross_entropy_with_logits, from logits (N, 2, ...) and classes."""
    raise NotImplementedError
