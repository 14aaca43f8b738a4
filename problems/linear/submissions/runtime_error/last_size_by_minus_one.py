"""You let view find out the last size. Where there are no entries any size would do, so it refuses: name the size.
Caught by: an empty batch of sequences"""


def linear(x, weight, bias=None):
    rows = x.reshape(-1, weight.shape[1]) @ weight.T
    if bias is not None:
        rows = rows + bias
    return rows.view(*x.shape[:-1], -1)


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    return grad_output @ weight, g.T @ rows, g.sum(0)
