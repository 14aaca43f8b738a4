"""G. Half precision inside.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    h = x.to(torch.bfloat16)
    e = torch.exp(h - h.amax(dim, keepdim=True))
    return (e / e.sum(dim, keepdim=True)).to(x.dtype)
