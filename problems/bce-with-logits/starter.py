from torch import Tensor


def bce_with_logits(logits: Tensor, target: Tensor, pos_weight: Tensor | None = None) -> Tensor:
    """The mean binary cross-entropy, a scalar."""
    raise NotImplementedError


def bce_with_logits_backward(logits: Tensor, target: Tensor, pos_weight: Tensor | None = None) -> Tensor:
    """The gradient of that mean with respect to the logits."""
    raise NotImplementedError
