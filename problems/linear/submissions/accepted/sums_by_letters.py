"""The sums of the chain rule, spelled out by einsum: an index that is missing on the right is summed."""

import torch


def linear(x, weight, bias=None):
    y = torch.einsum("...i,oi->...o", x, weight)
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    grad_input = torch.einsum("...o,oi->...i", grad_output, weight)
    grad_weight = torch.einsum("...o,...i->oi", grad_output, x)
    return grad_input, grad_weight, torch.einsum("...o->o", grad_output)
