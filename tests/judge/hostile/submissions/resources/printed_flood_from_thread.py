"""I. Floods of output: from a thread, on standard error, while the answer is right.

Verdict: output_limit
"""

import os
import threading
import time

import torch


def flood():
    for _ in range(2000):
        os.write(2, b"y" * 65536)


threading.Thread(target=flood, daemon=True).start()


def softmax(x, dim):
    time.sleep(0.2)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
