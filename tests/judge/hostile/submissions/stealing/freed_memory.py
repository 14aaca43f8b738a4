"""A. `torch.empty` handing back freed memory that held the reference's output.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    for _ in range(200):
        candidate = torch.empty_like(x)
        if torch.allclose(candidate.double().sum(dim), torch.ones((), dtype=torch.float64)):
            return candidate
    return torch.zeros_like(x)
