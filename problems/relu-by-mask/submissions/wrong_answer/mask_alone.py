"""You return the mask, 1 where x is positive. The mask says which entries stay; it does not hold their values.
Caught by: forward"""


def relu(x):
    return (x > 0).to(x.dtype)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
