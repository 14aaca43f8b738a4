"""D. Patching generators of inputs.

Verdict: wrong_answer
"""

import torch

torch.randn = torch.rand = torch.Tensor.uniform_ = lambda *a, **k: torch.zeros(1)
torch.manual_seed = lambda *a: None
torch.Generator = object


def softmax(x, dim):
    return torch.full_like(x, 1 / x.shape[dim])
