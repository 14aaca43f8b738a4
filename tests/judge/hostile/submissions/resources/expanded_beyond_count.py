"""I. Lazily expanded results: a tensor whose number of bytes does not fit into 64 bits.

Verdict: memory_limit|wrong_answer|runtime_error
"""

import torch


def softmax(x, dim):
    return torch.zeros(1, 1, dtype=torch.float64).expand(1 << 31, 1 << 31)
