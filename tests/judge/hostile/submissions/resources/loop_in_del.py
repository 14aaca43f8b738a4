"""I. An endless loop in `__del__`, after the answer is right.

Verdict: time_limit
"""

import torch


class Trap:
    def __del__(self):
        while True:
            pass


def softmax(x, dim):
    trap = Trap()
    trap.self = trap
    del trap
    Trap()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
