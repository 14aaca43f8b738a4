"""Tensors on the meta device hold no numbers, but it is still PyTorch that says the rule.
Caught by: two matrices"""

import torch


def matmul_shape(a, b):
    try:
        return tuple((torch.empty(a, device="meta") @ torch.empty(b, device="meta")).shape)
    except RuntimeError as error:
        raise ValueError(str(error))
