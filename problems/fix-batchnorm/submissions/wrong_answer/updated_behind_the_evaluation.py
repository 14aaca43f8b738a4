"""You evaluate with the running statistics, and then update them all the same. In evaluation they stay as they are.
Caught by: evaluation"""

import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, channels, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        rows = x.flatten(0, -2)
        mean, var = rows.mean(0), rows.var(0, correction=0)
        kept = self.running_mean.clone(), self.running_var.clone()
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(rows.var(0) if len(rows) > 1 else var, self.momentum)
        if not self.training:
            mean, var = kept
        return (x - mean) / torch.sqrt(var + self.eps) * self.weight + self.bias
