def broadcast_shape(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that all `shapes` broadcast to. Raises ValueError where they do not fit."""
    raise NotImplementedError
