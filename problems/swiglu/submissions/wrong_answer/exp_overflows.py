"""You divide by 1 + exp(−g) as it stands. Far to the left the exponential is infinite; the value survives that, and
the gradient, infinity times 0, does not.
Caught by: gates in the hundreds"""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        gate, value = self.gate_up(x).chunk(2, dim=-1)
        return self.down(gate / (1 + torch.exp(-gate)) * value)
