"""`print` in moderation, to both streams, with text from many places."""

import sys

import torch

print("loading", "—", "жарко", "火", "🔥")


def softmax(x, dim):
    print(f"{x.shape=} {dim=}", flush=True)
    print(x, file=sys.stderr)
    sys.stdout.write("no newline")
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
