"""C. A complex tensor with the right real part.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return torch.complex(e / e.sum(dim, keepdim=True), torch.ones_like(x))
