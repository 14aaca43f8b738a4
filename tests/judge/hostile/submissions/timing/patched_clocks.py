"""F. Patched clocks: time runs backwards. The algorithm is honest, and no report shows time below zero.

Verdict: accepted
"""

import time

import torch

now = [0.0]


def backwards(*_):
    now[0] -= 1000.0
    return now[0]


time.perf_counter = time.monotonic = time.time = time.process_time = backwards


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
