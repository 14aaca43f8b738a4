"""I. Daemons: threads that go on after the answer, when the process should be gone.

Verdict: accepted
"""

import threading
import time

import torch


def linger():
    end = time.monotonic() + 20
    while time.monotonic() < end:
        time.sleep(0.01)


threading.Thread(target=linger).start()


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
