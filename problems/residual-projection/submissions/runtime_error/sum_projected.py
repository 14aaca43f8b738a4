"""You add x to the hidden layer and project the sum. The skip leads around proj as well.
Caught by: by hand"""

import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, d_hidden)
        self.proj = nn.Linear(d_hidden, d_out)
        self.skip = nn.Identity() if d_in == d_out else nn.Linear(d_in, d_out, bias=False)

    def forward(self, x):
        return self.proj(torch.relu(self.fc(x)) + self.skip(x))
