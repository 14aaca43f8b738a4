"""You write the zeros into grad_output: the gradient that the caller still needs is changed.
Caught by: backward"""


def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    grad_output[x <= 0] = 0
    return grad_output
