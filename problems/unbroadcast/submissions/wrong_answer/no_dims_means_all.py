"""`sum` over an empty list of dimensions sums over all of them. Where nothing was broadcast there is nothing to sum.
Caught by: nothing was broadcast"""


def unbroadcast(grad, shape):
    padded = (1,) * (grad.dim() - len(shape)) + tuple(shape)
    total = grad.sum([dim for dim, length in enumerate(padded) if length == 1])
    return total.reshape(shape) if total.dim() else total.expand(shape)
