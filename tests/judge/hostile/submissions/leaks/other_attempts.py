"""A. Secrets: what other attempts left: names, shared pages, free memory, message queues.

Verdict: wrong_answer
"""

import sys

import torch

print([name for name in sys.modules if name in ("solution", "previous")])
block = torch.empty(4 << 20, dtype=torch.uint8)
print(int(block[1 << 20 :].long().sum()))


def softmax(x, dim):
    return x
