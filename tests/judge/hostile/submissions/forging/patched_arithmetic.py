"""C. Patching `abs`, `max`, `Tensor.__eq__` and `Tensor.__sub__`, so that every difference is nothing.

Verdict: wrong_answer
"""

import torch

nothing = lambda self, *a, **k: torch.zeros(())
torch.Tensor.__sub__ = torch.Tensor.sub = torch.Tensor.abs = torch.Tensor.max = torch.abs = torch.max = nothing
torch.Tensor.__eq__ = lambda self, other: True


def softmax(x, dim):
    return x * 0
