"""The oracle, in float64: hidden units and input side by side, and one product that does projection, skip and sum."""

import torch
import torch.nn.functional as F
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, d_hidden)
        self.proj = nn.Linear(d_hidden, d_out)
        self.skip = None if d_in == d_out else nn.Linear(d_in, d_out, bias=False)

    def forward(self, x):
        wide = x.double()
        hidden = F.linear(wide, self.fc.weight.double(), self.fc.bias.double())
        hidden = hidden.where(hidden > 0, 0.0)
        bridge = torch.eye(x.shape[-1]).double() if self.skip is None else self.skip.weight.double()
        weight = torch.cat([self.proj.weight.double(), bridge], 1)
        return F.linear(torch.cat([hidden, wide], -1), weight, self.proj.bias.double()).to(x.dtype)
