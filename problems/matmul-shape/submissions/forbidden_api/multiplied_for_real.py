"""You multiply two tensors and look. You are here to say the rule.
Caught by: two matrices"""

import torch


def matmul_shape(a, b):
    try:
        return tuple((torch.empty(a) @ torch.empty(b)).shape)
    except RuntimeError as error:
        raise ValueError(str(error))
