"""You return the name of the dtype, as text. `torch.float32` is an object, and so is asked for.
Caught by: integers"""

import ctypes


def numbers(values):
    return [n for value in values for n in numbers(value)] if isinstance(values, list) else [values]


def converted(values, kind):
    return [converted(value, kind) for value in values] if isinstance(values, list) else kind(values)


def rounded(number):
    return ctypes.c_float(number).value


def as_tensor_like(values):
    kinds = {type(number) for number in numbers(values)}
    if float in kinds or not kinds:
        return "torch.float32", converted(values, rounded)
    return ("torch.int64", converted(values, int)) if int in kinds else ("torch.bool", values)


def as_capital_tensor_like(values):
    return "torch.float32", converted(values, rounded)
