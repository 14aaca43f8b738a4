"""Your gradient of the weight is (in, out). It has the shape of the weight, (out, in): g transposed times x.
Caught by: backward by hand"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, rows.T @ g, g.sum(0)
