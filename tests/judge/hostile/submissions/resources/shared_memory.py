"""I. Memory: 1.3 GiB of shared pages, which a limit on private data does not count.

Verdict: memory_limit|runtime_error
"""

import mmap

import torch

block = mmap.mmap(-1, 1300 << 20)
for at in range(0, len(block), 4096):
    block[at] = 1


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
