from torch import Tensor


def row_shares(counts: Tensor) -> Tensor:
    """Each row divided by its sum."""
    return counts / counts.sum(1)


def centre_columns(x: Tensor) -> Tensor:
    """The mean over dimension -2 taken away."""
    return x - x.mean(0)


def scale_by_norm(x: Tensor) -> Tensor:
    """Each row divided by its Euclidean norm."""
    return x / x.norm(keepdim=True)


def one_where_largest(x: Tensor) -> Tensor:
    """1 where an entry equals the largest of its row."""
    return (x == x.amax(1)).float()
