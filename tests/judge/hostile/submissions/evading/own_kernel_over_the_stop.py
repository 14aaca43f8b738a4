"""D. Patching the harness: the stop is itself replaced by an operator of the submission's own.

Verdict: forbidden_api|accepted|runtime_error
"""

import warnings

import torch

warnings.simplefilter("ignore")
library = torch.library.Library("aten", "IMPL")


def own(x, dim, half):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


library.impl("_soft" + "max", own, "CPU", allow_override=True)


def softmax(x, dim):
    return getattr(torch, "soft" + "max")(x, dim)
