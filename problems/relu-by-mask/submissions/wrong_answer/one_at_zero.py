"""You let the gradient pass at x = 0. The slope jumps there, and PyTorch takes the left one: 0.
Caught by: backward"""


def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x < 0, 0)
