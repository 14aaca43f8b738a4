"""functools.partial, cache, reduce, singledispatch."""

import functools

import torch


@functools.cache
def one(dtype):
    return torch.ones((), dtype=dtype)


@functools.singledispatch
def exponential(x):
    raise TypeError(x)


@exponential.register
def _(x: torch.Tensor):
    return torch.exp(x)


def general(scale, x, dim):
    e = exponential(x - x.amax(dim, keepdim=True)) * one(x.dtype)
    return scale * e / functools.reduce(torch.add, e.unbind(dim)).unsqueeze(dim)


softmax = functools.partial(general, 1)
