"""A. Stealing the answer: `gc.get_objects()` and `gc.get_referrers()` for expected tensors.

Verdict: wrong_answer
"""

import gc

import torch


def softmax(x, dim):
    for thing in [*gc.get_objects(), *gc.get_referrers(torch.Tensor)]:
        try:
            if isinstance(thing, torch.Tensor) and thing is not x and thing.shape == x.shape:
                if torch.allclose(thing.sum(dim), torch.ones(())):
                    return thing.clone()
        except Exception:
            continue
    return x * 0
