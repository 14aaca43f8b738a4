"""You put `n_in` into the list of widths. It is the caller's, and the next network from it has a layer more.
Caught by: two layers"""


class Neuron:
    def __init__(self, n_in, new, activation=True):
        self.w = [new() for _ in range(n_in)]
        self.b = new()
        self.activation = activation

    def __call__(self, x):
        total = sum((w * xi for w, xi in zip(self.w, x)), self.b)
        return total.tanh() if self.activation else total

    def parameters(self):
        return [*self.w, self.b]


class Layer:
    def __init__(self, n_in, n_out, new, activation=True):
        self.neurons = [Neuron(n_in, new, activation) for _ in range(n_out)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP:
    def __init__(self, n_in, widths, new):
        widths.insert(0, n_in)
        sizes, count = widths, len(widths) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], new, activation=i < count - 1) for i in range(count)]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0
