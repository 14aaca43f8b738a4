"""The function makes a module and lends it the parameters."""

from torch import nn
from torch.func import functional_call


def make_mlp(sizes):
    model = nn.Sequential(nn.Linear(sizes[0], sizes[1]))
    for fan_in, fan_out in zip(sizes[1:], sizes[2:]):
        model.append(nn.ReLU())
        model.append(nn.Linear(fan_in, fan_out))
    return model


def mlp(x, parameters):
    widths = [bias.shape[0] for name, bias in parameters.items() if name.endswith("bias")]
    return functional_call(make_mlp([x.shape[-1], *widths]), parameters, (x,))
