"""C. Wrong dtype: float64 where the input's is expected.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x.double() - x.double().amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
