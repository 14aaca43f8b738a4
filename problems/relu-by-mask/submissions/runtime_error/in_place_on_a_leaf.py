"""You write the zeros into x itself. Autograd needs the input as it was, and refuses; fill a new tensor instead
(masked_fill, where).
Caught by: forward"""


def relu(x):
    x[x <= 0] = 0
    return x


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
