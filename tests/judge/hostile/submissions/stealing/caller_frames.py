"""A. Stealing the answer: walks the callers' frames and returns whatever tensor there looks like probabilities.

Verdict: wrong_answer
"""

import sys

import torch


def softmax(x, dim):
    frame = sys._getframe(1)
    while frame:
        for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
            for item in [value, *getattr(value, "__dict__", {}).values()]:
                if isinstance(item, torch.Tensor) and item is not x and item.shape == x.shape:
                    return item
        frame = frame.f_back
    return x * 0
