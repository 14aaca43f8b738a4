"""G. NaN as a mask: wherever it gets hard.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x)
    y = e / e.sum(dim, keepdim=True)
    return torch.where(x.isfinite(), y, torch.nan)
