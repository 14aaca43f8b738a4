"""E. Replaying the last call's answer.

Verdict: wrong_answer
"""

import torch

last = []


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    last.append(e / e.sum(dim, keepdim=True))
    return last[max(0, len(last) - 2)]
