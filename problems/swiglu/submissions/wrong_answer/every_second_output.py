"""You take every second output for the gate. Here the halves lie one after the other; the interleaved layout is
another one.
Caught by: a batch of sequences"""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        z = self.gate_up(x)
        gate, value = z[..., ::2], z[..., 1::2]
        return self.down(gate * torch.sigmoid(gate) * value)
