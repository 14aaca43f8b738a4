class Value:
    """A number that remembers how it was computed."""

    def __init__(self, data: float) -> None:
        self.data = data
        self.grad = 0.0

    def __add__(self, other: "Value | float") -> "Value":
        raise NotImplementedError

    def __mul__(self, other: "Value | float") -> "Value":
        raise NotImplementedError

    # ... and - / **, the reflected versions, negation, tanh, exp, relu

    def backward(self) -> None:
        """Set `grad` of every Value that this one was computed from."""
        raise NotImplementedError
