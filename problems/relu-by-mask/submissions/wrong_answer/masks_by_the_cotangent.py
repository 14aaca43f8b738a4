"""You switch off where grad_output is negative. What counts is the sign of the input x; a negative gradient passes like
any other.
Caught by: backward"""


def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(grad_output <= 0, 0)
