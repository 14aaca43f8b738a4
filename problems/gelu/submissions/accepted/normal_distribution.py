"""The distribution function from torch.special; the other form as the sigmoid that it is. Multiplied from the left,
0.044715 · x · x stays finite in float16."""

import math

import torch


ROOT = math.sqrt(2 / math.pi)
CUBIC = 0.044715


def gate_and_slope(x, approximate):
    if approximate == "none":
        return torch.special.ndtr(x), ROOT / 2 * torch.exp(-x * x / 2)
    gate = torch.sigmoid(2 * ROOT * x * (1 + CUBIC * x * x))
    return gate, gate * (1 - gate) * 2 * ROOT * (1 + 3 * CUBIC * x * x)


def gelu(x, approximate="none"):
    gate, _ = gate_and_slope(x, approximate)
    return x * gate


def gelu_backward(grad_output, x, approximate="none"):
    gate, slope = gate_and_slope(x, approximate)
    return grad_output * (gate + x * slope)
