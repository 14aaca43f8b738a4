"""F. A branch on the call count: right for a warm-up of two calls, then nothing.

Verdict: wrong_answer
"""

import torch

calls = 0


def softmax(x, dim):
    global calls
    calls += 1
    if calls > 2:
        return torch.zeros_like(x)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
