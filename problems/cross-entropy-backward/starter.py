from torch import Tensor


def cross_entropy_backward(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """The gradient of the mean cross-entropy with respect to the logits, (N, C)."""
    raise NotImplementedError
