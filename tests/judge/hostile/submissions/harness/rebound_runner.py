"""D. Rebinding the harness's functions: the runner's own backward pass is replaced by one that says zero.

Verdict: wrong_answer
"""

import sys

import torch

runner, call = sys.modules["app.judge.runner"], sys.modules["app.judge.call"]
call.backward = lambda output, cotangents, leaves: [torch.zeros_like(leaf) for leaf in leaves]
runner.describe = lambda error, file="": {}
runner.restore_defaults = lambda *_: None


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
