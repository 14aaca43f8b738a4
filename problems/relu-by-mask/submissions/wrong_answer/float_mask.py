"""Your result is float32 for a float16 input: something on the way, such as a float mask, is float32. The result has the
dtype of x.
Caught by: half precision"""


def relu(x):
    return x * (x > 0).float()


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
