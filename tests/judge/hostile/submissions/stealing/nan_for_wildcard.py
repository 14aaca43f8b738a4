"""A. Filling with NaN, where a comparison takes NaN for a wildcard.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    return torch.full_like(x, float("nan")) + 0 * x
