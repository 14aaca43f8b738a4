"""I. An endless loop in backward.

Verdict: time_limit
"""

import torch


class Loop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        while True:
            pass


def softmax(x, dim):
    return Loop.apply(x)
