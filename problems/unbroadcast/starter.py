from torch import Tensor


def unbroadcast(grad: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Sum `grad` to `shape`, which was broadcast to the shape of `grad`."""
    raise NotImplementedError
