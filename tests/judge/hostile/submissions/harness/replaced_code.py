"""D. Replacing `__code__` of the harness's functions.

Verdict: wrong_answer|runtime_error
"""

import sys

import torch


def pack(self, value, depth=0):
    return self.tensor(torch.zeros(2)) if depth == 0 else None


wire = sys.modules["app.judge.wire"]
wire.Packer.pack.__code__ = pack.__code__


def softmax(x, dim):
    return x
