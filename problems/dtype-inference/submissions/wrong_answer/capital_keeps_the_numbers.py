"""You change the dtype of a capital Tensor and leave its numbers alone. They are floats afterwards.
Caught by: integers in a capital Tensor"""

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
    return torch.float32, values


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
