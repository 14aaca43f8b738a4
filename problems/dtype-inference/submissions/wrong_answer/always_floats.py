"""You make float32 of everything. That is `torch.Tensor`; `torch.tensor` keeps integers and booleans.
Caught by: integers"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    return torch.float32, converted(values, single)


def as_capital_tensor_like(values):
    return torch.float32, converted(values, single)


def numbers(values):
    if not isinstance(values, list):
        return [values]
    return [number for part in values for number in numbers(part)]


def converted(values, convert):
    if isinstance(values, list):
        return [converted(part, convert) for part in values]
    return convert(values)


def single(v):
    return c_float(v).value
