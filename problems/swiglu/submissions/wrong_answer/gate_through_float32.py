"""You compute the activation in float32. float64 has digits that float32 does not.
Caught by: double precision"""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        gate, value = self.gate_up(x).chunk(2, dim=-1)
        open_ = torch.sigmoid(gate.float()).to(x.dtype)
        return self.down(gate * open_ * value)
