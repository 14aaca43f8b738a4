"""You go through the values as through a list. A bare number is allowed too.
Caught by: a bare number"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if float in kinds or not kinds:
        return torch.float32, converted(values, single)
    if int in kinds:
        return torch.int64, converted(values, int)
    return torch.bool, values


def as_capital_tensor_like(values):
    return torch.float32, converted(values, single)


def numbers(values):
    found = []
    for part in values:
        found += numbers(part) if isinstance(part, list) else [part]
    return found


def converted(values, convert):
    if isinstance(values, list):
        return [converted(part, convert) for part in values]
    return convert(values)


def single(v):
    return c_float(v).value
