"""The oracle: PyTorch's own leaky ReLU, which knows both its derivatives, under the name that is asked for."""

import torch
import torch.nn.functional as F


class ReLU(torch.autograd.Function):
    @staticmethod
    def apply(x, slope):
        return F.leaky_relu(x, slope)
