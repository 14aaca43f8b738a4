"""You convert to float32 on the way. A float64 input keeps its digits to the end.
Caught by: double precision"""


def linear(x, weight, bias=None):
    y = (x.float() @ weight.float().T).to(x.dtype)
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, g.sum(0)
