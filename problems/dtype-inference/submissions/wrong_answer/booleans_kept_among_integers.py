"""You choose int64 and leave the booleans as they were. In an integer tensor they are 0 and 1.
Caught by: booleans and integers"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if float in kinds or not kinds:
        return torch.float32, converted(values, single)
    if int in kinds:
        return torch.int64, values
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
