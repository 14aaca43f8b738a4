"""You make a batch of a single vector and leave it one. The leading dimensions of the result are those of x, here
none.
Caught by: one vector"""

import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, d_hidden)
        self.proj = nn.Linear(d_hidden, d_out)
        self.skip = nn.Identity() if d_in == d_out else nn.Linear(d_in, d_out, bias=False)

    def forward(self, x):
        x = torch.atleast_2d(x)
        return self.proj(torch.relu(self.fc(x))) + self.skip(x)
