"""An nn.Module object as the function."""

import torch
from torch import nn


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("one", torch.tensor(1.0))

    def forward(self, x, dim):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)


softmax = Layer().eval()
