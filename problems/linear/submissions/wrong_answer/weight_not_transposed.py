"""You transpose the weight only when the shapes would not fit otherwise. A square weight always fits; it is stored as
(out, in), so it is x times its transpose.
Caught by: square weight"""


def linear(x, weight, bias=None):
    y = x @ weight if x.shape[-1] == weight.shape[0] else x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, g.sum(0)
