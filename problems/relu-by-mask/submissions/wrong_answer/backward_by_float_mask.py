"""Your mask in the backward is float32. float16 times float32 is float32, so the gradient has another dtype than x.
Caught by: backward in half"""

def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output * (x > 0).float()
