"""You turn the mask into float32. float16 times float32 is float32, so the result has another dtype than x.
Caught by: half precision"""


def relu(x):
    return x * (x > 0).float()


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
