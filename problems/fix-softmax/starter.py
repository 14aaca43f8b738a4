import torch
from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """Probabilities along `dim`."""
    x = x - x.max()  # for stability
    e = torch.exp(x)
    return e / (e.sum(-1, keepdim=True) + 1e-6)
