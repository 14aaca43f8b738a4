"""You take the highest kind of all numbers with `max`, and there may be none.
Caught by: an empty list"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    order = [bool, int, float]
    highest = max((type(v) for v in numbers(values)), key=order.index)
    if highest is float:
        return torch.float32, converted(values, single)
    return (torch.int64, converted(values, int)) if highest is int else (torch.bool, values)


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
