"""One call of a program with a case: its arguments, its vector-Jacobian product, what is measured of it.

The runner makes such calls of submissions, the judge of references; both make them with what stands here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from app.judge import cost, cuda, wire
from app.judge.trees import at, flatten, map_tensors

# Taken here: behind a guard torch's own name is closed to the judge, too, where a problem forbids `*mse*`.
deterministic = torch.are_deterministic_algorithms_enabled
TIMES, LONG_SECONDS = 3, 0.05  # calls that are timed, unless one takes so long


@dataclass(frozen=True)
class CaseView:
    """What a driver sees of a case."""

    call: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Arguments:
    """A case's arguments, fresh from the frame, its leaves ready for autograd."""

    def __init__(self, header: dict[str, Any], body: bytearray, device: str, strided: bool = False) -> None:
        self._unpacker = wire.Unpacker(body)
        self._device = device
        self._cotangents = header["cotangents"]
        self._second = header.get("second")
        args, kwargs = (self._unpacker.unpack(header[part]) for part in ("args", "kwargs"))
        if strided:
            args, kwargs = lay_out(args), lay_out(kwargs)
        self.args: tuple[Any, ...] = tuple(to_device(args, device))
        self.kwargs: dict[str, Any] = to_device(kwargs, device)
        self.leaves = (
            [] if strided else [at(self.args, self.kwargs, path).requires_grad_() for path in header["leaves"]]
        )

    def cotangents(self) -> dict[str, Tensor]:
        """Output path → cotangent. They follow the arguments in the body."""
        pairs: dict[str, Tensor] = self._unpacker.unpack(self._cotangents)
        return {path: value.to(self._device) for path, value in pairs.items()}

    def second(self) -> list[Tensor]:
        """Cotangents of the gradients themselves, for those that are differentiated again; they come last."""
        given: list[Tensor] = [] if self._second is None else self._unpacker.unpack(self._second)
        return [value.to(self._device) for value in given]


def quickest(prepare: Callable[[], Callable[[], Any]]) -> float:
    """Seconds that a call takes on the CPU, the least of a few; one that takes long is made once. `prepare` makes each
    call ready, with arguments of its own."""
    least = float("inf")
    for _ in range(TIMES):
        call = prepare()
        started = time.perf_counter()
        call()
        least = min(least, time.perf_counter() - started)
        if least > LONG_SECONDS:
            break
    return least


def to_device(value: Any, device: str) -> Any:
    """Every tensor in `value`, moved as it is laid out; on the CPU the value itself."""
    return value if device == "cpu" else map_tensors(value, lambda tensor: cuda.moved(tensor, device))


def lay_out(value: Any) -> Any:
    """The same numbers in a larger tensor: every second place of the last dimension, and one place more than is needed
    in each dimension after the first. So nothing is contiguous, and no two dimensions merge into one: `view` and
    `as_strided` see what they assume."""

    def spread(tensor: Tensor) -> Tensor:
        if tensor.dim() == 0:
            return tensor
        first, *inner = (*tensor.shape[:-1], 2 * tensor.shape[-1])
        wide = torch.empty((first, *(length + 1 for length in inner)), dtype=tensor.dtype, device="cpu")
        used = tuple(slice(length) for length in tensor.shape[:-1])
        return wide[(*used, slice(0, 2 * tensor.shape[-1], 2))].copy_(tensor)

    return map_tensors(value, spread)


def meter_for(asked: dict[str, Any] | None, args: Any, kwargs: Any, file: str) -> cost.Meter | None:
    """A meter that counts what is `asked` of one call of the code in `file`; None where nothing is."""
    if asked is None:
        return None
    watched = {label: at(args, kwargs, path) for label, path in asked["watched"].items()}
    return cost.Meter(watched, asked["saved"], file if asked["steps"] else "")


def backward(
    output: Any, cotangents: dict[str, Tensor], leaves: list[Tensor], again: bool = False
) -> list[Tensor | None]:
    """The vector-Jacobian product of all outputs with their cotangents: a gradient a leaf, None where none arrives.

    With `again` the gradients have a graph themselves.
    """
    pairs = [
        (value, cotangents[path])
        for path, value in flatten(output)
        if path in cotangents
        and isinstance(value, Tensor)
        and value.requires_grad
        and value.shape == cotangents[path].shape
        and value.is_floating_point()
    ]
    outputs = [value for value, _ in pairs]
    given = [cotangent.to(value.dtype) for value, cotangent in pairs]
    return _vjp(outputs, leaves, given, again)


def backward_twice(
    output: Any, cotangents: dict[str, Tensor], leaves: list[Tensor], second: list[Tensor]
) -> tuple[list[Tensor | None], list[Tensor | None]]:
    """The gradients of `leaves`, and those of their own product with `second`: the first len(second) leaves, twice."""
    if not second:
        return backward(output, cotangents, leaves), []
    gradients = backward(output, cotangents, leaves, again=True)
    pairs = [(g, given) for g, given in zip(gradients, second, strict=False) if g is not None and g.requires_grad]
    outputs, given = [g for g, _ in pairs], [cotangent.to(g.dtype) for g, cotangent in pairs]
    return gradients, _vjp(outputs, leaves[: len(second)], given)


def _vjp(outputs: list[Tensor], leaves: list[Tensor], given: list[Tensor], again: bool = False) -> list[Tensor | None]:
    # A module that freezes a parameter takes it out of the graph; for such a leaf autograd would raise.
    asked = [leaf for leaf in leaves if leaf.requires_grad]
    found: dict[int, Tensor | None] = {}
    if outputs and asked:
        gradients = torch.autograd.grad(outputs, asked, given, allow_unused=True, create_graph=again)
        found = {id(leaf): gradient for leaf, gradient in zip(asked, gradients, strict=True)}
    return [found.get(id(leaf)) for leaf in leaves]


# The code between a call's gradients and autograd's engine.
BACKWARD = tuple(
    function.__code__
    for function in (backward, backward_twice, _vjp, torch.autograd.grad, torch.autograd.graph._engine_run_backward)
)


def restore_defaults(device: str = "cpu") -> None:
    """What one call may have left behind must not reach the next."""
    if device != "cpu":
        cuda.restore()
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(None)
    if deterministic():
        torch.use_deterministic_algorithms(False)  # 10 µs
