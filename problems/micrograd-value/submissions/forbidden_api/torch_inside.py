"""Autograd already exists in PyTorch. Here you are building it, so a tensor inside your Value is off limits.
Caught by: a line"""

import torch


class Value:
    def __init__(self, data):
        self.t = torch.as_tensor(data, dtype=torch.float64)
        if self.t.requires_grad:
            self.t.retain_grad()
        else:
            self.t.requires_grad_()

    data = property(lambda self: self.t.item())
    grad = property(lambda self: 0.0 if self.t.grad is None else self.t.grad.item())

    def __add__(self, other):
        return Value(self.t + getattr(other, "t", other))

    def __mul__(self, other):
        return Value(self.t * getattr(other, "t", other))

    def __pow__(self, exponent):
        return Value(self.t**exponent)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * other**-1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self**-1 * other

    def tanh(self):
        return Value(self.t.tanh())

    def exp(self):
        return Value(self.t.exp())

    def relu(self):
        return Value(self.t.relu())

    def backward(self):
        self.t.backward()
