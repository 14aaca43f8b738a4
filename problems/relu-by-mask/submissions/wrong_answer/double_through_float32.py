"""You convert to float32 on the way. float64 has digits that float32 does not.
Caught by: double precision"""


def relu(x):
    return x.float().masked_fill(x <= 0, 0).to(x.dtype)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
