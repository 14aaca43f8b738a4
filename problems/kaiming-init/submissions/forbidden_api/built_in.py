"""PyTorch's own initializer is what you are writing.
Caught by: normal for relu"""

from torch import nn


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    return nn.init.kaiming_normal_(tensor, a, mode, nonlinearity, generator)


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    return nn.init.kaiming_uniform_(tensor, a, mode, nonlinearity, generator)
