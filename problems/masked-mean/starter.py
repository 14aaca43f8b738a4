from torch import Tensor


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """The mean of x (B, T, D) over the tokens where mask (B, T) is true: (B, D)."""
    raise NotImplementedError
