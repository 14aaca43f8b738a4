"""You write the converted numbers into the lists that you were given. The caller still needs those: build new ones.
Caught by: one float among integers"""

from ctypes import c_float

import torch


def numbers(values):
    if not isinstance(values, list):
        return [values]
    return [number for part in values for number in numbers(part)]


def converted(values, convert):
    if not isinstance(values, list):
        return convert(values)
    for i, part in enumerate(values):
        values[i] = converted(part, convert)
    return values


def single(v):
    return c_float(v).value


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if float in kinds or not kinds:
        return torch.float32, converted(values, single)
    if int in kinds:
        return torch.int64, converted(values, int)
    return torch.bool, values


def as_capital_tensor_like(values):
    return torch.float32, converted(values, single)
