"""I. Every descriptor but the judge's channel closed; what is computed is right.

Verdict: accepted|runtime_error
"""

import os
import stat

import torch

for fd in range(256):
    try:
        if not stat.S_ISSOCK(os.fstat(fd).st_mode):
            os.close(fd)
    except OSError:
        pass


def softmax(x, dim):
    print("into the void")
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
