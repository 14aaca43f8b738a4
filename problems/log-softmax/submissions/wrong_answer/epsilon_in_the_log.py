"""You add an epsilon before the logarithm. It hides the −inf, and bends every small probability.
Caught by: far apart"""


def log_softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True) + 1e-12).log()


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
