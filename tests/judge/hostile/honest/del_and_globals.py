"""`del`, global counters, `try`/`finally`, and a `__del__` that does no harm."""

import gc

import torch

calls = 0


class Guard:
    def __del__(self):
        global calls
        calls += 1


def softmax(x, dim):
    global calls
    calls += 1
    guard = Guard()
    try:
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)
    finally:
        del guard
        gc.collect()
