from collections.abc import Callable

from torch import Tensor

Layer = Callable[[Tensor], Tensor]


def pre_norm_block(
    x: Tensor, attention: Layer, feed_forward: Layer, norm1: Layer, norm2: Layer, dropout: Layer | None = None
) -> Tensor:
    """Both sublayers with a normalized input; the sums are not normalized."""
    raise NotImplementedError


def post_norm_block(
    x: Tensor, attention: Layer, feed_forward: Layer, norm1: Layer, norm2: Layer, dropout: Layer | None = None
) -> Tensor:
    """Both sublayers with a normalized sum."""
    raise NotImplementedError
