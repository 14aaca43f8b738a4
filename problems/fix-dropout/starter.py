from torch import Tensor


def dropout(x: Tensor, noise: Tensor, p: float, training: bool) -> Tensor:
    """Drop the entries whose noise is below p."""
    keep = (noise[:1] < p).to(x.dtype)
    return x * keep
