"""I. Lazily expanded results: one number seen as a tensor of a terabyte.

Verdict: memory_limit|wrong_answer
"""

import torch


def softmax(x, dim):
    return torch.zeros(1).expand(1 << 38)
