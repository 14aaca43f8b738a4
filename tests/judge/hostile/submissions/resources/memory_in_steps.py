"""I. Memory: a bomb in steps of 64 MiB, at most 4 GiB.

Verdict: memory_limit
"""

import torch

held = []


def softmax(x, dim):
    for _ in range(64):
        held.append(torch.ones(16 << 20))
    return x
