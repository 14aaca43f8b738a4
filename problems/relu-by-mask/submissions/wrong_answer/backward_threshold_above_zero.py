"""In the backward you stop the gradient where x is merely small. Positive is positive: at 1e-20 it passes.
Caught by: backward of tiny values"""

def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 1e-6, 0)
