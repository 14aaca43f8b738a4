"""I. Enormous results: a tensor of sixty-four dimensions, and one with none in a thousand tuples.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    result = torch.zeros([1] * 64)
    for _ in range(20):
        result = (result,)
    return result
