"""You take the softmax first and its logarithm after: a probability that underflows to 0 becomes −inf.
Caught by: far apart"""


def log_softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).log()


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
