"""You sum the first dimension, whatever the shape. A column was stretched along the second.
Caught by: a column"""


def unbroadcast(grad, shape):
    return grad.sum(0).reshape(shape) if grad.shape[1:].numel() == len(grad.new_empty(shape).flatten()) else grad.sum(0)
