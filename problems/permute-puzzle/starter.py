from torch import Tensor


def channels_last(x: Tensor) -> Tensor:
    """(B, C, H, W) → (B, H, W, C), a view."""
    raise NotImplementedError


def film_strip(x: Tensor) -> Tensor:
    """(B, C, H, W) → (C, H, B·W): the images side by side."""
    raise NotImplementedError


def cut_strip(strip: Tensor, batch: int) -> Tensor:
    """(C, H, batch·W) → (batch, C, H, W): what undoes `film_strip`; a view."""
    raise NotImplementedError


def column_table(x: Tensor) -> Tensor:
    """(B, C, H, W) → (C·W, B·H)."""
    raise NotImplementedError
