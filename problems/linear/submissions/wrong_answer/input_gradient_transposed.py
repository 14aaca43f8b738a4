"""You multiply g by the transposed weight where the shapes allow it, as with a square weight. The forward transposes,
so the backward does not: g W.
Caught by: backward of a square weight"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    square = weight.shape[0] == weight.shape[1]
    return grad_output @ (weight.T if square else weight), g.T @ rows, g.sum(0)
