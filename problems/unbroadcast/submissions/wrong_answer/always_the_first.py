"""You sum the first dimension, whatever the shape. A column was stretched along the second.
Caught by: a column"""


def unbroadcast(grad, shape):
    return grad.sum(0)
