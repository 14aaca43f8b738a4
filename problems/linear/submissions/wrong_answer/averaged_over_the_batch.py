"""You divide by the number of examples. If the loss is a mean, that factor is in grad_output already; the layer
itself sums.
Caught by: backward of a batch"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows / len(g), g.mean(0)
