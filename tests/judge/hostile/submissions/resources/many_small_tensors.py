"""I. Enormous results: a list of a hundred thousand tensors where one is expected.

Verdict: wrong_answer|time_limit|output_limit
"""

import torch


def softmax(x, dim):
    return [torch.zeros(1)] * 150_000
