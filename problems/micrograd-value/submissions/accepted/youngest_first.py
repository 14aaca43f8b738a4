"""A node is always younger than what it was computed from: a heap by age is a topological order."""

import heapq
import itertools
import math

AGE = itertools.count()


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.age = next(AGE)
        self.parents = []
        self.rule = None

    @classmethod
    def make(cls, data, parents, rule):
        out = cls(data)
        out.parents, out.rule = parents, rule
        return out

    @staticmethod
    def wrap(x):
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data + other.data, [self, other], lambda g: [g, g])

    def __mul__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data * other.data, [self, other], lambda g: [g * other.data, g * self.data])

    def __sub__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data - other.data, [self, other], lambda g: [g, -g])

    def __truediv__(self, other):
        a, b = self.data, Value.wrap(other).data
        return Value.make(a / b, [self, Value.wrap(other)], lambda g: [g / b, -g * a / (b * b)])

    def __pow__(self, n):
        return Value.make(self.data**n, [self], lambda g: [g * n * self.data ** (n - 1)])

    def __neg__(self):
        return 0 - self

    def __radd__(self, other):
        return Value.wrap(other) + self

    def __rmul__(self, other):
        return Value.wrap(other) * self

    def __rsub__(self, other):
        return Value.wrap(other) - self

    def __rtruediv__(self, other):
        return Value.wrap(other) / self

    def exp(self):
        return Value.make(math.exp(self.data), [self], lambda g: [g * math.exp(self.data)])

    def tanh(self):
        return Value.make(math.tanh(self.data), [self], lambda g: [g * (1 - math.tanh(self.data) ** 2)])

    def relu(self):
        return Value.make(self.data * (self.data > 0), [self], lambda g: [g * (self.data > 0)])

    def backward(self):
        self.grad = 1.0
        heap, seen = [(-self.age, self)], {self}
        while heap:
            _, node = heapq.heappop(heap)
            if node.rule is None:
                continue
            for parent, g in zip(node.parents, node.rule(node.grad)):
                parent.grad += g
                if parent not in seen:
                    seen.add(parent)
                    heapq.heappush(heap, (-parent.age, parent))
