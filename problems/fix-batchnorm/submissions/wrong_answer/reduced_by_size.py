"""You reduce over the dimensions that are not as long as the channels. A sequence may be as long: count dimensions
instead.
Caught by: as many tokens as channels"""

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
        if self.training:
            dims = [d for d, size in enumerate(x.shape) if size != x.shape[-1]]
            rows = x.flatten(0, -2)
            mean, var = x.mean(dims, keepdim=True), x.var(dims, correction=0, keepdim=True)
            n = len(rows)
            with torch.no_grad():
                self.running_mean.lerp_(rows.mean(0), self.momentum)
                self.running_var.lerp_(rows.var(0), self.momentum)
        else:
            mean, var = self.running_mean, self.running_var
        return (x - mean) / torch.sqrt(var + self.eps) * self.weight + self.bias
