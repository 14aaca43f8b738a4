from array import array
from functools import reduce

import torch

DTYPES = {bool: torch.bool, int: torch.int64, float: torch.float32}


def as_tensor_like(values):
    dtype = common(values)
    return dtype, rebuilt(values, dtype)


def as_capital_tensor_like(values):
    return torch.float32, rebuilt(values, torch.float32)


def common(values):
    """The dtype of a number, or of all numbers of a list together."""
    if not isinstance(values, list):
        return DTYPES[type(values)]
    return reduce(torch.promote_types, map(common, values)) if values else torch.float32


def rebuilt(values, dtype):
    if isinstance(values, list):
        return [rebuilt(part, dtype) for part in values]
    if dtype == torch.float32:
        return array("f", [values]).pop()
    return values if dtype == torch.bool else int(values)
