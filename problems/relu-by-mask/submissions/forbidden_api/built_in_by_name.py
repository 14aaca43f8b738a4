"""The built-in is off limits, also when its name is put together at run time.
Caught by: forward"""

import torch


def relu(x):
    return getattr(torch, "re" + "lu")(x)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
