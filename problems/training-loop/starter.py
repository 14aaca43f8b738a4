from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.optim import Optimizer


def train_epoch(
    model: nn.Module,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: Optimizer,
    batches: Iterable[tuple[Tensor, Tensor]],
) -> float:
    """One step a batch, in training mode; returns the mean loss an example."""
    raise NotImplementedError
