"""You subtract the maximum of the whole tensor. A row far below it underflows to a sum of 0; use each slice's own.
Caught by: rows far apart"""


def log_softmax(x, dim):
    z = x - x.max()
    return z - z.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
