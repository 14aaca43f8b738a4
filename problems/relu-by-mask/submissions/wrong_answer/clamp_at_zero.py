"""The values are right, but the gradient passes at x = 0, where it should stop: clamp(min=0) does that, and a mask of
x < 0. The gradient at 0 is 0.
Caught by: zeros"""


def relu(x):
    return x.clamp(min=0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
