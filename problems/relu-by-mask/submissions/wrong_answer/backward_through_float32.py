"""You convert the gradient to float32 on the way. float64 has digits that float32 does not.
Caught by: backward in double"""

def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output.float().masked_fill(x <= 0, 0).to(x.dtype)
