"""G. Infinity as a mask.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    return torch.full_like(x, float("inf")) + 0 * x.nan_to_num(neginf=0)
