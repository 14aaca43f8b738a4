"""You know the first and the last dimension only. A dimension in between counts from the end when it is negative.
Caught by: middle of four"""


def log_softmax(x, dim):
    dim = dim if dim in (0, 1) else -1
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
