"""H. Wrong gradients: half of what they should be.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y / 2 + y.detach() / 2
