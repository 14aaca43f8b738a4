"""B. Zeroing the input, so that a reference computed later agrees with a constant.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    x.data.zero_()
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
