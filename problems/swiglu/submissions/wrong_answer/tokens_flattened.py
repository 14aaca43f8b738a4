"""You flatten the leading dimensions and leave them flat. The answer has the shape of x.
Caught by: a batch of sequences"""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        gate, value = self.gate_up(x.flatten(0, -2)).chunk(2, dim=-1) if x.dim() > 1 else self.gate_up(x).chunk(2)
        y = self.down(gate * torch.sigmoid(gate) * value)
        return y[None] if len(y) == 1 else y
