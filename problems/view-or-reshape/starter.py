def can_view(shape: tuple[int, ...], strides: tuple[int, ...], new_shape: tuple[int, ...]) -> bool:
    """Whether a tensor with this shape and these strides can be viewed as `new_shape` without a copy."""
    raise NotImplementedError
