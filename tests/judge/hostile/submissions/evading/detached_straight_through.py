"""H. Detach with straight-through: the value is right, the gradient is the identity.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    finite = x.nan_to_num(neginf=0)
    return y + finite - finite.detach()
