"""I. Endless work inside torch, without the interpreter's lock.

Verdict: time_limit
"""

import torch


def softmax(x, dim):
    a = torch.rand(2500, 2500)
    for _ in range(60):
        a = torch.linalg.inv(a @ a + torch.eye(2500))
    return a
