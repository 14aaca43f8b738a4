View = tuple[tuple[int, ...], tuple[int, ...], int]  # shape, strides, offset


def transposed(view: View, dim0: int, dim1: int) -> View:
    """What `x.transpose(dim0, dim1)` has."""
    raise NotImplementedError


def sliced(view: View, dim: int, start: int, stop: int, step: int) -> View:
    """What `x[:, …, start:stop:step]` has, with the slice at `dim`."""
    raise NotImplementedError


def expanded(view: View, lengths: tuple[int, ...]) -> View:
    """What `x.expand(lengths)` has; −1 keeps a length."""
    raise NotImplementedError


def unsqueezed(view: View, dim: int) -> View:
    """What `x.unsqueeze(dim)` has."""
    raise NotImplementedError
