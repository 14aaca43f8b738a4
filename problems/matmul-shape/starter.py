def matmul_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of `x @ y`, where x has the shape `a` and y the shape `b`. Raises ValueError where they do not fit."""
    raise NotImplementedError
