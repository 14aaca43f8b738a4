"""That is the backward of softmax: it weights the cotangents with the probabilities. Here their plain sum counts.
Caught by: backward by hand"""


def log_softmax(x, dim):
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, output, dim):
    p = output.exp()
    return p * (grad_output - (grad_output * p).sum(dim, keepdim=True))
