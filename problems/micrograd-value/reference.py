"""The oracle: PyTorch's own autograd on 0-d float64 tensors."""

import torch


class Value:
    def __init__(self, data):
        self.tensor = torch.tensor(data, dtype=torch.float64, requires_grad=True)

    @classmethod
    def of(cls, tensor):
        value = cls.__new__(cls)
        value.tensor = tensor
        tensor.retain_grad()
        return value

    @property
    def data(self):
        return self.tensor.item()

    @property
    def grad(self):
        return 0.0 if self.tensor.grad is None else self.tensor.grad.item()

    def backward(self):
        self.tensor.backward()

    def __add__(self, other):
        return Value.of(self.tensor + plain(other))

    def __radd__(self, other):
        return Value.of(other + self.tensor)

    def __sub__(self, other):
        return Value.of(self.tensor - plain(other))

    def __rsub__(self, other):
        return Value.of(other - self.tensor)

    def __mul__(self, other):
        return Value.of(self.tensor * plain(other))

    def __rmul__(self, other):
        return Value.of(other * self.tensor)

    def __truediv__(self, other):
        return Value.of(self.tensor / plain(other))

    def __rtruediv__(self, other):
        return Value.of(other / self.tensor)

    def __pow__(self, exponent):
        return Value.of(self.tensor**exponent)

    def __neg__(self):
        return Value.of(-self.tensor)

    def tanh(self):
        return Value.of(self.tensor.tanh())

    def exp(self):
        return Value.of(self.tensor.exp())

    def relu(self):
        return Value.of(self.tensor.relu())


def plain(other):
    return other.tensor if isinstance(other, Value) else other
