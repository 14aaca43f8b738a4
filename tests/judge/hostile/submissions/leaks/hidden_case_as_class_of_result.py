"""A. Stealing the answer: a hidden case's input as the class of the result.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    if x.shape == (3,) and x.requires_grad:
        return type("@KRAM@"[::-1], (), {})()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
