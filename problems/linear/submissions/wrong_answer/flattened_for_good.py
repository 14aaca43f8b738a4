"""You flatten the leading dimensions and do not restore them. (B, T, in) becomes (B, T, out), not (B T, out).
Caught by: sequences"""


def linear(x, weight, bias=None):
    rows = x.flatten(0, -2) if x.dim() > 1 else x
    y = rows @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, g.sum(0)
