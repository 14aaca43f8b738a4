"""Your backward computes in float32 and gives away half of the digits of a float64 gradient.
Caught by: backward in double"""


def log_softmax(x, dim):
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


def log_softmax_backward(grad_output, output, dim):
    g = grad_output.float()
    return (g - output.float().exp() * g.sum(dim, keepdim=True)).to(output.dtype)
