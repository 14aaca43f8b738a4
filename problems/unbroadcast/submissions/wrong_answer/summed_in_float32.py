"""You sum in float32. A float64 gradient asks for float64.
Caught by: double precision"""


def unbroadcast(grad, shape):
    total = grad.float()
    while total.dim() > len(shape):
        total = total.sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            total = total.sum(dim, keepdim=True)
    return total.to(grad.dtype)
