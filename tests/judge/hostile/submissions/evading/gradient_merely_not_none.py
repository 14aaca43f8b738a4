"""H. Wrong gradients that are merely not None.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True) + 0 * x.nan_to_num(neginf=0)
