"""You return None for an empty batch. The gradients of weight and bias are then sums of nothing: zeros.
Caught by: backward of nothing"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    if len(g) == 0:
        return grad_output @ weight, None, None
    return grad_output @ weight, g.T @ rows, g.sum(0)
