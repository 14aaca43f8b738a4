"""You follow every path from the result to the leaves on its own. That is the chain rule, but the number of paths can
double with every node: visit each node once, when its gradient is complete.
Caught by: doubled and halved sixty times"""

import math


class Value:
    def __init__(self, data, edges=()):
        self.data = float(data)
        self.grad = 0.0
        self.edges = edges  # pairs (parent, derivative of this node by that parent)

    def __add__(self, other):
        if isinstance(other, Value):
            return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])
        return Value(self.data + other, [(self, 1.0)])

    def __sub__(self, other):
        if isinstance(other, Value):
            return Value(self.data - other.data, [(self, 1.0), (other, -1.0)])
        return Value(self.data - other, [(self, 1.0)])

    def __mul__(self, other):
        if isinstance(other, Value):
            return Value(self.data * other.data, [(self, other.data), (other, self.data)])
        return Value(self.data * other, [(self, other)])

    def __truediv__(self, other):
        if isinstance(other, Value):
            q = self.data / other.data
            return Value(q, [(self, 1 / other.data), (other, -q / other.data)])
        return Value(self.data / other, [(self, 1 / other)])

    def __rsub__(self, other):
        return Value(other - self.data, [(self, -1.0)])

    def __rtruediv__(self, other):
        return Value(other / self.data, [(self, -other / self.data**2)])

    def __neg__(self):
        return Value(-self.data, [(self, -1.0)])

    def __pow__(self, n):
        return Value(self.data**n, [(self, n * self.data ** (n - 1))])

    __radd__ = __add__
    __rmul__ = __mul__

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, [(self, (1 - t) * (1 + t))])

    def exp(self):
        e = math.exp(self.data)
        return Value(e, [(self, e)])

    def relu(self):
        return Value(self.data, [(self, 1.0)]) if self.data > 0 else Value(0.0, [(self, 0.0)])

    def backward(self):
        stack = [(self, 1.0)]
        while stack:
            node, g = stack.pop()
            node.grad += g
            stack.extend((parent, g * slope) for parent, slope in node.edges)
