"""The values are right, but clamp passes the gradient at x = 0, where it should be 0.
Caught by: zeros"""


def relu(x):
    return x.clamp(min=0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
