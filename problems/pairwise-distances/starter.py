from torch import Tensor


def pairwise_distances(x: Tensor, y: Tensor) -> Tensor:
    """The Euclidean distance of each row of x (N, D) to each row of y (M, D): (N, M)."""
    raise NotImplementedError
