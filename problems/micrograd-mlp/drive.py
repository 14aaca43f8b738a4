"""Build what the case names, put its numbers in, and go forward and backward from each of its points.

The loss of a point is the sum of the outputs, each times its number from 1. `clear` calls zero_grad after each point.
"""

import math


class Value:
    """A number that knows its gradient."""

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = data, 0.0
        self._parents, self._slopes = parents, slopes

    def _with(self, other, data, slopes):
        return Value(data, (self, other) if isinstance(other, Value) else (self,), slopes)

    def __add__(self, other):
        return self._with(other, self.data + number(other), (1.0, 1.0))

    def __mul__(self, other):
        return self._with(other, self.data * number(other), (number(other), self.data))

    def __pow__(self, exponent):
        return Value(self.data**exponent, (self,), (exponent * self.data ** (exponent - 1),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    __radd__, __rmul__ = __add__, __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, ready = stack.pop()
            if ready:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack += [(value, True), *((parent, False) for parent in value._parents)]
        self.grad += 1.0
        for value in reversed(order):
            for parent, slope in zip(value._parents, value._slopes, strict=False):
                parent.grad += slope * value.grad


def number(value):
    return value.data if isinstance(value, Value) else value


def drive(solution, case):
    given = case.kwargs

    def new():
        return Value(0.125)

    model = getattr(solution, case.call)(*given["sizes"], new, *given.get("activation", ()))
    layers = model.layers if case.call == "MLP" else [model]
    for layer, rows in zip(layers, given["weights"], strict=True):
        neurons = [layer] if case.call == "Neuron" else layer.neurons
        for neuron, (*weights, bias) in zip(neurons, rows, strict=True):
            for w, value in zip(neuron.w, weights, strict=True):
                w.data = value
            neuron.b.data = bias

    report = {"parameters": [p.data for p in model.parameters()]}
    report["parameters() gives a list"] = isinstance(model.parameters(), list)
    for count, point in enumerate(given["points"], start=1):
        x = [Value(entry) for entry in point] if given.get("values", True) else list(point)
        outputs = model(x)
        report[f"output {count}"] = outputs.data if case.call == "Neuron" else [output.data for output in outputs]
        outputs = [outputs] if case.call == "Neuron" else outputs
        loss = Value(0.0)
        for factor, output in enumerate(outputs, start=1):
            loss = loss + output * factor
        loss.backward()
        report[f"gradients {count}"] = [p.grad for p in model.parameters()]
        report[f"gradients of x {count}"] = [entry.grad for entry in x if isinstance(entry, Value)]
        if given.get("clear"):
            model.zero_grad()
            report[f"cleared {count}"] = [p.grad for p in model.parameters()]
            report[f"after clearing {count}"] = [p.data for p in model.parameters()]
    return report
