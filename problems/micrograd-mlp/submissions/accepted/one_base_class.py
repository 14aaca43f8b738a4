"""A base class collects the parameters of whatever parts there are; the neuron sums by a loop."""

from functools import reduce


class Module:
    def parameters(self):
        found = []
        for part in self.parts:
            found += part.parameters() if isinstance(part, Module) else [part]
        return found

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0


class Neuron(Module):
    def __init__(self, n_in, new, activation=True):
        *self.w, self.b = self.parts = [new() for _ in range(n_in + 1)]
        self.activation = activation

    def __call__(self, x):
        total = self.b
        for w, xi in zip(self.w, x):
            total = total + xi * w
        return total.tanh() if self.activation else total


class Layer(Module):
    def __init__(self, n_in, n_out, new, activation=True):
        self.neurons = self.parts = [Neuron(n_in, new, activation) for _ in range(n_out)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]


class MLP(Module):
    def __init__(self, n_in, widths, new):
        *hidden, last = zip([n_in, *widths], widths)
        self.layers = [Layer(*sizes, new) for sizes in hidden] + [Layer(*last, new, activation=False)]
        self.parts = self.layers

    def __call__(self, x):
        return reduce(lambda y, layer: layer(y), self.layers, x)
