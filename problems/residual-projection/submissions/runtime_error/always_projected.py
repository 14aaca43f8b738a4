"""You project always. Where the widths are equal there is no skip.weight, and x is added as it is.
Caught by: same width"""

import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, d_hidden)
        self.proj = nn.Linear(d_hidden, d_out)
        self.skip = nn.Linear(d_in, d_out, bias=False)

    def forward(self, x):
        return self.proj(torch.relu(self.fc(x))) + self.skip(x)
