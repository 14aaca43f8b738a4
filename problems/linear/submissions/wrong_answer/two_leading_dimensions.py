"""You sum the bias gradient over one or two leading dimensions. There may be more: flatten them all into one.
Caught by: backward of four dimensions"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, (grad_output if x.dim() == 1 else grad_output.sum(0) if x.dim() == 2 else grad_output.sum((0, 1)))
