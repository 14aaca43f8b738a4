"""You write zeros into the data of x. The caller's tensor is changed, and autograd, which did not see it, passes every
gradient.
Caught by: forward"""


def relu(x):
    x.data[x.data <= 0] = 0
    return x


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
