"""You flatten the leading dimensions and do not restore them. (B, T, d_in) becomes (B, T, d_out).
Caught by: sequences"""

import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, d_hidden)
        self.proj = nn.Linear(d_hidden, d_out)
        self.skip = nn.Identity() if d_in == d_out else nn.Linear(d_in, d_out, bias=False)

    def forward(self, x):
        x = x.flatten(0, -2) if x.dim() > 1 else x
        return self.proj(torch.relu(self.fc(x))) + self.skip(x)
