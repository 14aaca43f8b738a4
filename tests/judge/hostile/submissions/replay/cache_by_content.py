"""E. Replaying: a cache by content, which forgets the axis.

Verdict: wrong_answer
"""

import torch

known = {}


def softmax(x, dim):
    key = tuple(sorted(x.detach().double().flatten().tolist()))
    if key not in known:
        e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
        known[key] = e / e.sum(dim, keepdim=True)
    return known[key].to(x.dtype)
