"""The values are right, but you compute them under no_grad (or after detach), so nothing upstream would learn.
Caught by: forward"""

import torch


@torch.no_grad()
def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
