"""B. Altering the input: another storage is put under it, with another shape and dtype.

Verdict: wrong_answer|runtime_error
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    x.data = torch.zeros(7, dtype=x.dtype)
    return y
