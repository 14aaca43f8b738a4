"""You replace −inf by a large negative number. A masked logit has probability 0, and its logarithm is −inf.
Caught by: masked logits"""


def log_softmax(x, dim):
    x = x.clamp(min=-1e4)
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, output, dim):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
