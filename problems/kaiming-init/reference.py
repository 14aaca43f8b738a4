"""The oracle: PyTorch's own initializers."""

from torch.nn import init


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    return init.kaiming_normal_(tensor, a, mode, nonlinearity, generator)


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    return init.kaiming_uniform_(tensor, a, mode, nonlinearity, generator)
