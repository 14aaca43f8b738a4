"""You cut dimension 2, which is the last one of a batch of sequences, and of nothing else. Count from the end: dim=-1.
Caught by: a vector"""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        gate, value = self.gate_up(x).chunk(2, dim=2)
        return self.down(gate * torch.sigmoid(gate) * value)
