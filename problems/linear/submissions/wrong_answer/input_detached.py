"""The values are right, but you detach x, so no gradient reaches the layers before.
Caught by: forward by hand"""


def linear(x, weight, bias=None):
    y = x.detach() @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, g.sum(0)
