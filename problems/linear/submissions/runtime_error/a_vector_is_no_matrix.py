"""You multiply grad_output transposed by x, which takes two matrices. A single example is a vector, and transposing
it does nothing: make one row of it.
Caught by: backward by hand"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, grad_output.T @ x, g.sum(0)
