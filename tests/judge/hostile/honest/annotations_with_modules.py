"""Type annotations with nn modules that the problem forbids to call."""

from typing import Callable, Optional, Union

import torch
from torch import Tensor, nn


def apply(module: "nn.Softmax | nn.Module", x: Tensor, other: nn.Softmax = None) -> "Tensor":
    return x


def choose(f: Callable[[Tensor, int], Tensor], m: Optional[nn.LogSoftmax] = None) -> nn.Softmax:
    return f


def softmax(x: Tensor, dim: int) -> Union[Tensor, "nn.Softmax"]:
    result: nn.Softmax
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
