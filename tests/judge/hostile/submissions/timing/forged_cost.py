"""F. Negative and enormous costs: the counter of operators is replaced by one that lies.

Verdict: accepted
"""

import sys

import torch

cost = sys.modules["app.judge.cost"]
cost.Counts.claim = lambda self: {
    "rows": [["forward", "\ud800", "float32", [], -(10**300), 10**300]],
    "peak": {"forward": "9" * 3000},
    "saved": 1e308,
    "steps": -1,
}


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
