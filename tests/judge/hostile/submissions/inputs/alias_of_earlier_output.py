"""B. Aliasing an earlier output: one buffer for all answers, whose gradient belongs to nobody.

Verdict: wrong_answer
"""

import torch

buffers = {}


def softmax(x, dim):
    buffer = buffers.setdefault((x.shape, x.dtype), torch.zeros(x.shape, dtype=x.dtype))
    e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
    buffer.copy_(e / e.sum(dim, keepdim=True))
    return buffer
