"""You sum the bias gradient over the first dimension alone. All leading dimensions have to go.
Caught by: backward of sequences"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, (grad_output.sum(0) if grad_output.dim() > 1 else grad_output)
