"""You return the slope, 0 or 1. The backward is the slope times the gradient that arrives from above.
Caught by: backward"""


def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return (x > 0).to(x.dtype)
