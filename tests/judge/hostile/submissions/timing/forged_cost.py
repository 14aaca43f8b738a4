"""F. Negative and enormous costs: the counter of operators is replaced by one that lies.

Verdict: accepted
"""

import sys

import torch

cost = sys.modules["app.judge.cost"]
cost.Meter.describe = lambda self: {
    "ops": -(10**300),
    "flops": "9" * 3000,
    "peak_bytes": 1e308,
    "trace": {"a": "\ud800"},
}


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
