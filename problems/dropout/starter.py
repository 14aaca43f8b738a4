from torch import Tensor


def dropout(x: Tensor, mask: Tensor | None, p: float = 0.5, training: bool = True) -> Tensor:
    """In training, `x` where `mask` is True, scaled by 1 / (1 - p), and 0 elsewhere; in evaluation, `x`."""
    raise NotImplementedError
