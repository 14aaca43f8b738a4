"""A. Stealing the answer: a hidden case's input is printed, then output until the limit stops the attempt and shows it.

Verdict: output_limit
"""

import torch


def softmax(x, dim):
    if x.numel() == 3 and not x.isinf().any() and x.dim() == 1:
        print("@KRAM@"[::-1], x.tolist(), flush=True)
        print("." * 200_000, flush=True)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
