"""Custom exceptions, raised, chained and caught; an exception group."""

import torch


class WrongAxis(ValueError):
    def __init__(self, dim):
        super().__init__(f"there is no axis {dim}")
        self.dim = dim


def axis(x, dim):
    if dim < 0:
        raise WrongAxis(dim) from None
    return dim


def softmax(x, dim):
    try:
        dim = axis(x, dim)
    except WrongAxis as error:
        dim = error.dim + x.dim()
    try:
        raise ExceptionGroup("several", [KeyError(1), OSError(2)])
    except* KeyError:
        pass
    except* OSError:
        pass
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
