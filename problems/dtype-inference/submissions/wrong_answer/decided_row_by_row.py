"""You convert each row by what is in it. A tensor has one dtype: one float decides for all rows.
Caught by: a float deep inside"""

from ctypes import c_float

import torch


def as_tensor_like(values):
    kinds = {type(v) for v in numbers(values)}
    if float in kinds or not kinds:
        return torch.float32, converted_by_row(values)
    if int in kinds:
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


def converted_by_row(values):
    if not isinstance(values, list):
        return single(values)
    if any(isinstance(part, list) for part in values):
        return [converted_by_row(part) for part in values]
    return converted(values, single) if not values or float in map(type, values) else values
