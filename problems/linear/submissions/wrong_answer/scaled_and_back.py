"""You write into `grad_output`, and at the end it is what it was. But the gradient of a sum arrives expanded, one
number seen many times, and into that nobody can write.
Caught by: backward by hand"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    grad_output *= 2.0
    g, rows = grad_output.reshape(-1, weight.shape[0]), x.reshape(-1, weight.shape[1])
    gradients = (grad_output @ weight) * 0.5, (g.T @ rows) * 0.5, g.sum(0) * 0.5
    grad_output *= 0.5
    return gradients
