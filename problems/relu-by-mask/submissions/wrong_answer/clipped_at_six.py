"""You also cut off what is large, as ReLU6 does. The rectifier has no upper bound.
Caught by: large values"""


def relu(x):
    return x.masked_fill(x <= 0, 0).clamp(max=6)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
