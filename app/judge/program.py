"""Programs of this project: references, accepted solutions and known mistakes, executed in the judge's own process.

Trusted code: a learner's never comes here.
"""

import contextlib
import sys
import threading
import types
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from app.judge.call import CaseView, backward_twice, meter_for
from app.judge.cases import Case
from app.judge.cost import Counts
from app.judge.recorder import Recorder
from app.judge.trees import at, map_tensors
from app.judge.variants import largest

TORCH = threading.RLock()  # torch's random numbers and defaults are everybody's: one program at a time has them


@dataclass(frozen=True)
class Solved:
    """What one call gave: output, gradients of the leaves, arguments as they are afterwards."""

    output: Any
    gradients: list[Tensor | None]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    second: list[Tensor | None] = field(default_factory=list)
    cost: Counts = field(default_factory=Counts)


@dataclass(frozen=True)
class Cotangents:
    """What the outputs are multiplied with, by path; and the gradients, leaf by leaf, where they are differentiated."""

    first: dict[str, Tensor] = field(default_factory=dict)
    second: list[Tensor] = field(default_factory=list)

    def sizes(self) -> list[float]:
        return [largest(value) for value in (*self.first.values(), *self.second)]


NOTHING = Cotangents()


class Program:
    """A reference or solution, executed in this process, callable with a case."""

    def __init__(self, source: str, name: str, drive: Any = None) -> None:
        self.module = types.ModuleType(name)
        self.drive = drive
        self.file = f"{name}.py"
        self.recorder = Recorder()
        self.module.__dict__["probe"] = self.recorder.probe
        sys.modules[name] = self.module  # dataclasses look their module up
        exec(compile(source, self.file, "exec"), self.module.__dict__)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.drive is not None:
            return self.drive(self.module, CaseView(name, args, kwargs))
        return getattr(self.module, name)(*args, **kwargs)


def solve(
    program: Program,
    case: Case,
    paths: list[Any],
    cotangents: Cotangents = NOTHING,
    wide: bool = False,
    meter: dict[str, Any] | None = None,
) -> Solved:
    """Call `program` with a case as the runner would, `wide` in float64; with a `meter`, counted."""
    fresh = double if wide else copied
    args, kwargs = fresh(case.args), fresh(dict(case.kwargs))
    leaves = [at(args, kwargs, path).requires_grad_() for path in paths]
    counting = meter_for(meter, args, kwargs, program.file)
    with counting.forward() if counting else contextlib.nullcontext():
        output = program.call(case.call, args, kwargs)
    gradients: list[Tensor | None] = [None] * len(leaves)
    second: list[Tensor | None] = []
    if leaves and cotangents.first:
        with counting.backward() if counting else contextlib.nullcontext():
            gradients, second = backward_twice(output, cotangents.first, leaves, cotangents.second)
    return Solved(output, gradients, args, kwargs, second, counting.counts() if counting else Counts())


def double(value: Any) -> Any:
    """A copy with every float tensor in float64, laid out as it was where that is possible."""
    wider = {torch.complex64: torch.complex128, torch.complex128: torch.complex128}

    def widen(tensor: Tensor) -> Tensor:
        dtype = torch.float64 if tensor.is_floating_point() else wider.get(tensor.dtype, tensor.dtype)
        return tensor.detach().to(dtype, copy=True)

    return map_tensors(value, widen)


def copied(value: Any) -> Any:
    return map_tensors(value, lambda tensor: tensor.detach().clone())


def distance(wanted: Any, got: Any) -> float:
    """Largest absolute error among the entries that are finite on both sides."""
    if isinstance(wanted, float) and isinstance(got, float):
        error = abs(wanted - got)
        return error if error < float("inf") else 0.0
    if not isinstance(wanted, Tensor) or not isinstance(got, Tensor) or wanted.shape != got.shape or not wanted.numel():
        return 0.0
    with torch.no_grad():
        error_ = (wanted.double() - got.double()).abs() if not wanted.is_complex() else (wanted - got).abs()
        return float(torch.where(error_.isfinite(), error_, 0.0).max())
