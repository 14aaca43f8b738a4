"""You switch off what is merely small. Positive is positive: 1e-20 passes, and so does its gradient.
Caught by: tiny values"""


def relu(x):
    return x.masked_fill(x <= 1e-6, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
