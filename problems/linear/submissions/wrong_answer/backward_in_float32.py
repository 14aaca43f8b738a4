"""You convert to float32 on the way back. A float64 input keeps its digits to the end.
Caught by: backward in double precision"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, (g.float().T @ rows.float()).to(x.dtype), g.sum(0)
