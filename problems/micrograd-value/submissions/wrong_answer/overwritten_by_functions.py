"""In exp, tanh and relu you set the gradient with = where += is needed. A node that goes into several functions gets a
share from each.
Caught by: through all three"""

import math


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = backward
        return out

    def _through(self, data, slope):
        """The result of a function of one Value, and its derivative there."""
        out = Value(data, (self,))

        def backward():
            self.grad += slope * out.grad

        out._backward = backward
        return out

    def _alone(self, data, slope):
        out = Value(data, (self,))

        def backward():
            self.grad = slope * out.grad

        out._backward = backward
        return out

    def __pow__(self, exponent):
        return self._through(self.data**exponent, exponent * self.data ** (exponent - 1))

    def tanh(self):
        t = math.tanh(self.data)
        return self._alone(t, 1 - t**2)

    def exp(self):
        e = math.exp(self.data)
        return self._alone(e, e)

    def relu(self):
        return self._alone(max(0.0, self.data), float(self.data > 0))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self**-1 * other

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((parent, False) for parent in node._parents)
        self.grad = 1.0
        for node in reversed(order):
            node._backward()
