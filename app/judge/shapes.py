"""Shapes and dtypes of a submission's variables, line by line: taken down in the runner, in a call made only for it.

The call is followed with sys.settrace, in the frames of the submission's own functions alone. Only what needs no code
of the submission's is looked at: tensors and parameters of exactly those types, lists and tuples of them, and integers
where a line failed. Nothing is printed, compared, or asked for an attribute that a class could define.
"""

import itertools
import sys
import types
from typing import Any

import torch
from torch import Tensor
from torch.nn import Parameter

from app.judge.lines import Lines
from app.judge.wire import DTYPES

MOST_STEPS = 20_000  # events that are followed; the call then goes on unwatched
MOST_ROWS = 400
MOST_PARTS = 6  # of a list
MOST_READ = 8  # names of a line that failed
MOST_DIMS = 16
RETURNS = "return"  # stands where a name would

# As torch made them: a submission may put something else into their place later.
_shape = torch._C.TensorBase.shape.__get__  # type: ignore[attr-defined]
_dtype = torch._C.TensorBase.dtype.__get__  # type: ignore[attr-defined]
_NAMES = {dtype: name for name, dtype in DTYPES.items()}
_LOCALS = 0x01 | 0x02  # CO_OPTIMIZED, CO_NEWLOCALS: a function. The names of a class's body may be any mapping


class Shapes:
    """Follows what this thread runs inside a `with`."""

    def __init__(self, source: str, file: str) -> None:
        self.lines = Lines.of(source)
        self.file = file
        self.rows: dict[tuple[int, str], list[Any]] = {}  # line, name → how often, first, last
        self.failed: list[Any] | None = None  # the line, and what it read: name, value, line where that was bound
        self.cut = False
        self._raised: Any = None
        self._steps = 0
        self._before: Any = None

    def __enter__(self) -> "Shapes":
        self._before = sys.gettrace()
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: Any) -> None:
        sys.settrace(self._before)

    def claim(self, error: BaseException | None) -> dict[str, Any]:
        """As JSON, for the judge. `error` is what ended the call: one that was caught on the way explains nothing."""
        rows = [[line, name, *row] for (line, name), row in self.rows.items()]
        failed = self.failed if error is not None and error is self._raised else None
        self._raised = None
        return {"rows": rows, "failed": failed, "cut": self.cut}

    def _called(self, frame: types.FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        if code.co_filename != self.file or code.co_flags & _LOCALS != _LOCALS or code.co_name.startswith("<"):
            return None
        return _Call(self, frame).follow if self.step() else None

    def step(self) -> bool:
        """Whether to go on."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            self.cut = True
            sys.settrace(None)
        return not self.cut

    def take(self, line: int, name: str, value: Any) -> bool:
        """Take down what `name` is after `line`; whether that could be told."""
        told = describe(value)
        if told is None:
            return False
        row = self.rows.get((line, name))
        if row is not None:
            row[0], row[2] = row[0] + 1, told
        elif len(self.rows) < MOST_ROWS:
            self.rows[line, name] = [1, told, told]
        return True

    def fails(self, error: Any, line: int, read: list[Any]) -> None:
        """The innermost frame speaks first; those that it falls through see the same exception again."""
        if error is not self._raised:
            self._raised, self.failed = error, [line, read]

    def known(self, error: Any) -> bool:
        return error is self._raised


class _Call:
    """One call of one function of the submission."""

    def __init__(self, shapes: Shapes, frame: types.FrameType) -> None:
        self.shapes = shapes
        self.line: int | None = None  # that has begun
        self.bound: dict[str, int] = {}  # name → the line that bound it last
        self._bind(frame, shapes.lines.arguments.get(frame.f_code.co_firstlineno, {}))

    def follow(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if not self.shapes.step():
            return None
        if event == "exception":
            self._fails(frame, argument)
            self.line = None  # what it was to bind is not bound
        elif event == "line":
            self._leave(frame, frame.f_lineno)
            self.line = frame.f_lineno
        elif event == "return":
            self._leave(frame, None)
            if frame.f_lineno in self.shapes.lines.returns:  # a generator that yields comes by here too
                self.shapes.take(frame.f_lineno, RETURNS, argument)
        return self.follow

    def _leave(self, frame: types.FrameType, to: int | None) -> None:
        """A line is over, unless it goes on elsewhere in its statement: then what it binds comes later."""
        here, lines = self.line, self.shapes.lines
        if here is not None and (to is None or to == here or not lines.same_statement(here, to)):
            self._bind(frame, dict.fromkeys(lines.bound.get(here, ()), here))

    def _bind(self, frame: types.FrameType, names: dict[str, int]) -> None:
        values = frame.f_locals if names else {}
        for name, line in names.items():
            if name in values and self.shapes.take(line, name, values[name]):
                self.bound[name] = line

    def _fails(self, frame: types.FrameType, argument: Any) -> None:
        _, error, trace = argument
        if self.shapes.known(error):
            return
        places = itertools.islice(frame.f_code.co_positions(), trace.tb_lasti // 2 if trace else 0, None)
        start, last, column, end = next(places, (None,) * 4)
        names: list[str] = []
        if start is not None and last is not None and column is not None and end is not None:
            names = self.shapes.lines.read((start, column), (last, end))
        values = frame.f_locals
        told = [(name, describe(values[name], numbers=True)) for name in names if name in values]
        read = [[name, value, self.bound.get(name)] for name, value in told if value is not None]
        self.shapes.fails(error, frame.f_lineno, read[:MOST_READ])


def describe(value: Any, numbers: bool = False) -> dict[str, Any] | None:
    """What can be told of a value without running any code of its class; None where that is nothing."""
    kind = type(value)
    if kind is Tensor or kind is Parameter:
        with torch._C.DisableTorchFunction():
            shape, dtype = [int(n) for n in _shape(value)], _NAMES.get(_dtype(value))
        return {"shape": shape, "dtype": dtype} if dtype is not None and len(shape) <= MOST_DIMS else None
    if kind is list or kind is tuple:
        parts = [describe(part) for part in value[:MOST_PARTS] if type(part) is Tensor or type(part) is Parameter]
        whole = bool(parts) and None not in parts and len(parts) == min(len(value), MOST_PARTS)
        return {"parts": parts, "of": len(value)} if whole else None
    if numbers and kind is int and -(1 << 53) < value < 1 << 53:
        return {"number": value}
    return None
