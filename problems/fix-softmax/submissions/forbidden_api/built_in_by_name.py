"""You call the built-in instead of repairing the code.
Caught by: rows"""

import torch


def softmax(x, dim):
    return torch.softmax(x, dim)
