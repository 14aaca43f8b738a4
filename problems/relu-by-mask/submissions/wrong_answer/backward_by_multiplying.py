"""You multiply grad_output by the mask. An infinite gradient times 0 is nan; choose with the mask instead (where,
masked_fill).
Caught by: infinite cotangent"""


def relu(x):
    return x.masked_fill(x <= 0, 0)


def relu_backward(grad_output, x):
    return grad_output * (x > 0)
