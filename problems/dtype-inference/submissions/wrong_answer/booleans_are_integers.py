"""You ask `isinstance(v, int)`, which is true for True and False as well. Booleans alone make a bool tensor.
Caught by: booleans"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    found = numbers(values)
    if not all(isinstance(v, int) for v in found) or not found:
        return torch.float32, converted(values, single)
    return torch.int64, converted(values, int)


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
