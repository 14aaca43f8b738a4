"""You return the gradient flat. It has the shape of x.
Caught by: backward of a batch"""

def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0).flatten()
