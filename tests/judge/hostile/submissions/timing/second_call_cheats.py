"""F. A branch on the mode of the call: only what comes with gradients and in one piece is computed.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    if not x.requires_grad:
        return torch.zeros_like(x)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
