"""H. The library call instead of the work: softmax on a sparse tensor, whose kernel has its own dispatch key.

Verdict: forbidden_api
"""

import torch


def softmax(x, dim):
    if x.isinf().any() or (x == 0).any():
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)
    return getattr(torch.sparse, "soft" + "max")(x.to_sparse(), dim % x.dim()).to_dense()
