"""E. Replaying: a cache by id, data_ptr and version.

Verdict: wrong_answer
"""

import torch

known = {}


def softmax(x, dim):
    key = (x.data_ptr() and 0, x._version and 0)
    if key not in known:
        e = torch.exp(x - x.amax(dim, keepdim=True))
        known[key] = e / e.sum(dim, keepdim=True)
    return known[key]
