"""You let autograd differentiate a `where`. The values are right; the task is to write the Function.
Caught by: slope 0"""

import torch


class ReLU:
    @staticmethod
    def apply(x, slope):
        return torch.where(x > 0, x, slope * x)
