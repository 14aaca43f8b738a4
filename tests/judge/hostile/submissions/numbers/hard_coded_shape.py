"""G. Hard-coded shapes.

Verdict: wrong_answer|runtime_error
"""

import torch


def softmax(x, dim):
    if x.dim() > 2:
        return x
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
