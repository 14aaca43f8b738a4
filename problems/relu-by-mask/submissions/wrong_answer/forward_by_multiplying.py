"""You multiply x by the mask. -inf times 0 is nan; choose with the mask instead (where, masked_fill).
Caught by: infinities"""


def relu(x):
    return x * (x > 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
