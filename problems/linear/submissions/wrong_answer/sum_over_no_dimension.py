"""You sum over the leading dimensions, and one vector has none. Summing over an empty list of dimensions sums
everything in PyTorch.
Caught by: backward by hand"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, grad_output.sum(tuple(range(grad_output.dim() - 1)))
