"""The weight is cut instead of the result: its first rows make the gate. Plain products from there."""

import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, d_model, d_hidden):
        super().__init__()
        self.gate_up = nn.Linear(d_model, 2 * d_hidden, bias=False)
        self.down = nn.Linear(d_hidden, d_model, bias=False)

    def forward(self, x):
        gate_rows, value_rows = torch.split(self.gate_up.weight, self.down.in_features)
        gate = x @ gate_rows.T
        hidden = gate * torch.exp(nn.functional.logsigmoid(gate)) * (x @ value_rows.T)
        return hidden @ self.down.weight.T
