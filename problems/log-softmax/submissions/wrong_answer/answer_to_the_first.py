"""You take the maximum away and forget to take the logarithm of the sum: the probabilities do not add up to one.
Caught by: thirds"""


def log_softmax(x, dim):
    return x - x.amax(dim, keepdim=True)


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
