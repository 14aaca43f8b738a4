from collections.abc import Callable
from typing import Any

Value = Any  # the judge's own


class Neuron:
    def __init__(self, n_in: int, new: Callable[[], Value], activation: bool = True) -> None:
        raise NotImplementedError

    def __call__(self, x: list[Value]) -> Value:
        raise NotImplementedError

    def parameters(self) -> list[Value]:
        raise NotImplementedError


class Layer:
    def __init__(self, n_in: int, n_out: int, new: Callable[[], Value], activation: bool = True) -> None:
        raise NotImplementedError

    # ... __call__ and parameters


class MLP:
    def __init__(self, n_in: int, widths: list[int], new: Callable[[], Value]) -> None:
        raise NotImplementedError

    # ... __call__, parameters and zero_grad
