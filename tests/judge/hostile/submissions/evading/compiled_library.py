"""H. `torch.compile` of the library function.

Verdict: forbidden_api
"""

import torch

compiled = torch.compile(lambda x, dim: getattr(torch, "soft" + "max")(x, dim))


def softmax(x, dim):
    return compiled(x, dim)
