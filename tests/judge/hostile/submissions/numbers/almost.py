"""G. A ten-thousandth too much, for a tolerance that was guessed.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True) * 1.0001
