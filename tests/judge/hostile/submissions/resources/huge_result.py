"""I. Enormous results: a tensor of 300 MB where five numbers are expected.

Verdict: wrong_answer|memory_limit|output_limit
"""

import torch


def softmax(x, dim):
    return torch.zeros(75_000_000)
