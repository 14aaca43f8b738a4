from collections.abc import Callable

from torch import Tensor, nn


def estimate_loss(
    model: nn.Module, get_batch: Callable[[str], tuple[Tensor, Tensor]], splits: list[str], iterations: int
) -> dict[str, float]:
    """The mean loss over `iterations` batches of each split; leaves no trace on the model."""
    raise NotImplementedError
