"""A. Stealing the answer: a hidden case's input as the name of the exception's type.

Verdict: runtime_error
"""

import torch


def softmax(x, dim):
    if x.shape == (3,) and x.requires_grad:
        secret = "@KRAM@"[::-1]
        raise type(secret, (Exception,), {})
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
