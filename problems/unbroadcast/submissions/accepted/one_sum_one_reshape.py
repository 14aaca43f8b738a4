def unbroadcast(grad, shape):
    padded = (1,) * (grad.dim() - len(shape)) + shape
    copied = [dim for dim, length in enumerate(padded) if length == 1]
    return (grad.sum(copied) if copied else grad).reshape(shape)
