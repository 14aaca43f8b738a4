"""C. A sparse tensor.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
    return (e / e.sum(dim, keepdim=True)).to_sparse()
