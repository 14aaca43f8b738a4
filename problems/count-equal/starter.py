from torch import Tensor


def count_equal(x: Tensor, k: float, out: Tensor) -> Tensor:
    """Writes into `out` how many entries of x equal k, over dimensions 0 and 1, and returns `out` itself."""
    raise NotImplementedError
