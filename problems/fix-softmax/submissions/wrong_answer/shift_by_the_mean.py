"""You subtract the mean. What is far above it overflows, and with a −inf in the slice it is −inf itself.
Caught by: masked scores"""

import torch


def softmax(x, dim):
    x = x - x.mean(dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
