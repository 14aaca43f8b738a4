"""You make integers of no numbers. An empty tensor is float32.
Caught by: an empty list"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if float in kinds:
        return torch.float32, converted(values, single)
    if int in kinds or not kinds:
        return torch.int64, converted(values, int)
    return torch.bool, values


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
