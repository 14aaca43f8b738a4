"""You make booleans of everything as soon as one is among them. The highest kind wins, and booleans are the lowest.
Caught by: a float first"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if bool in kinds:
        return torch.bool, converted(values, bool)
    if float in kinds or not kinds:
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
