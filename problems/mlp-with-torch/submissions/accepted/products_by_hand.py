"""Matrix products and a mask; the parameters taken in pairs as they come."""

from itertools import pairwise

from torch import nn


def make_mlp(sizes):
    first, *rest = [nn.Linear(*pair) for pair in pairwise(sizes)]
    return nn.Sequential(first, *(module for layer in rest for module in (nn.ReLU(), layer)))


def mlp(x, parameters):
    tensors = iter(parameters.values())
    y = x @ next(tensors).T + next(tensors)
    for weight, bias in zip(tensors, tensors):
        y = (y * (y > 0)) @ weight.T + bias
    return y
