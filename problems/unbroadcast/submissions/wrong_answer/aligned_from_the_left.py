"""You choose the dimension by its length, from the left. Shapes line up from the right.
Caught by: square"""


def unbroadcast(grad, shape):
    kept = []
    for length in shape:
        kept += [dim for dim, n in enumerate(grad.shape) if n == length > 1 and dim not in kept][:1]
    gone = [dim for dim in range(grad.dim()) if dim not in kept]
    return (grad.sum(gone) if gone else grad).reshape(shape)
