"""G. Partial sums: only the first three entries count.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.narrow(dim, 0, min(3, x.shape[dim])).sum(dim, keepdim=True)
