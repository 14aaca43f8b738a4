"""You multiply with the batch in front, so there is a gradient of the weight for each sequence. They share the
weight, so the gradients are added.
Caught by: backward of sequences"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    grad_weight = grad_output.mT @ x if x.dim() > 2 else g.T @ rows
    return grad_output @ weight, grad_weight, g.sum(0)
