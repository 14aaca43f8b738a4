"""You call the constructor. You are here to say what it does.
Caught by: integers"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    made = torch.tensor(values)
    return made.dtype, made.tolist()


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
