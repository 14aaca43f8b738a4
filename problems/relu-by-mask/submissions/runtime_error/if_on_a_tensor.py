"""You ask `if x <= 0` of a whole tensor. A tensor of several entries is neither true nor false; a mask answers entry by
entry.
Caught by: forward"""


def relu(x):
    if x <= 0:
        return 0 * x
    return x


def relu_backward(grad_output, x):
    if x <= 0:
        return 0 * grad_output
    return grad_output
