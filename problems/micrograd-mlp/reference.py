"""The oracle: everything in one class, by index; neuron and layer are its smallest cases."""

import itertools


class Neuron:
    def __init__(self, n_in, new, activation=True):
        self.w, self.b, self.activation = [], new(), activation
        while len(self.w) < n_in:
            self.w.append(new())

    def __call__(self, x):
        return through([[self]], [self.activation], x)[0]

    def parameters(self):
        return [*self.w, self.b]


class Layer:
    def __init__(self, n_in, n_out, new, activation=True):
        self.neurons, self.activation = [], activation
        while len(self.neurons) < n_out:
            self.neurons.append(Neuron(n_in, new, activation))

    def __call__(self, x):
        return through([self.neurons], [self.activation], x)

    def parameters(self):
        return list(itertools.chain.from_iterable(neuron.parameters() for neuron in self.neurons))


class MLP:
    def __init__(self, n_in, widths, new):
        self.layers = []
        for number, width in enumerate(widths, start=1):
            self.layers.append(Layer(n_in, width, new, number != len(widths)))
            n_in = width

    def __call__(self, x):
        return through([layer.neurons for layer in self.layers], [layer.activation for layer in self.layers], x)

    def parameters(self):
        return list(itertools.chain.from_iterable(layer.parameters() for layer in self.layers))

    def zero_grad(self):
        for layer in self.layers:
            for neuron in layer.neurons:
                neuron.b.grad = 0.0
                for w in neuron.w:
                    w.grad = 0.0


def through(layers, activations, x):
    for neurons, squashed in zip(layers, activations, strict=True):
        heights = []
        for neuron in neurons:
            height = neuron.b
            for i in range(len(neuron.w)):
                height = height + x[i] * neuron.w[i]
            heights.append(height.tanh() if squashed else height)
        x = heights
    return x
