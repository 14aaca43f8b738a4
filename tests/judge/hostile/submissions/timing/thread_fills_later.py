"""F. A background thread fills the answer after the clock has stopped.

Verdict: wrong_answer
"""

import threading
import time

import torch


def softmax(x, dim):
    y = torch.zeros_like(x)

    def fill():
        time.sleep(0.3)
        e = torch.exp(x.detach() - x.detach().amax(dim, keepdim=True))
        y.data.copy_(e / e.sum(dim, keepdim=True))

    threading.Thread(target=fill, daemon=True).start()
    return y
