"""The first wrong step: what a learner probed, held against the same steps of the problem's own `steps.py`.

Asked once an attempt has failed, of the first case that did not pass, in a call of its own. Values are compared in the
order in which `steps.py` computes them; where all of them are right, so are their gradients, from the last to the
first, as a backward pass meets them. Nothing here changes a verdict.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from app.judge import wire
from app.judge.checks import Malformed
from app.judge.compare import BAND, Expected, compare, draw
from app.judge.oracle import BrokenOracle, Oracle
from app.judge.picture import Paper
from app.judge.prepared import Prepared
from app.judge.present import plain
from app.judge.program import Cotangents, Program, distance, solve
from app.judge.recorder import MAX_NAME, MAX_VALUES
from app.judge.variants import largest
from app.judge.verdict import Check
from app.judge.wire import Array

DRAWN = 40_000  # entries of all pictures together, before each further one is small
NAMED = 5  # names that nobody knows, told at most


@dataclass(frozen=True)
class Step:
    """One value on the way to the answer. `time` is 2 for the second value of this name in a case."""

    name: str
    time: int
    value: Expected
    gradient: Expected | None = None

    @property
    def label(self) -> str:
        return self.name if self.time == 1 else f"{self.name} ({self.time})"


@dataclass(frozen=True)
class Probed:
    """What came back from a runner: values by name, in the order in which they were probed."""

    values: list[tuple[str, Any]]
    gradients: dict[int, Any]
    backward: bool = True  # whether there was a backward pass to its end

    def veiled(self, veil: Callable[[Any], Any]) -> "Probed":
        """Without what must not be told of a hidden case."""
        return Probed([(name, veil(value)) for name, value in self.values], self.gradients, self.backward)


@dataclass
class Findings:
    """What a report tells of them."""

    checks: list[Check]
    text: str


# ---- what is right -------------------------------------------------------------------------------------------------


def steps_of(oracle: Oracle, prepared: Prepared) -> tuple[Step, ...]:
    """The steps of a case, computed once; none where the problem names none."""
    program = oracle.steps
    if program is None:
        return ()
    key = ("steps", prepared.case.name, prepared.salt)
    steps: tuple[Step, ...] = oracle.remembered(key, lambda: _steps(oracle, program, prepared))
    return steps


def _steps(oracle: Oracle, program: Program, prepared: Prepared) -> tuple[Step, ...]:
    exact, own = (_run(oracle, program, prepared, wide) for wide in (True, False))
    slopes, own_slopes = exact.gradients, own.gradients
    steps: list[Step] = []
    for i, (name, value) in enumerate(exact.values):
        time = 1 + sum(step.name == name for step in steps)
        gradient = _expected(slopes[i], own_slopes.get(i)) if i in slopes else None
        steps.append(Step(name, time, _expected(value, own.values[i][1]), gradient))
    return tuple(steps)


def _run(oracle: Oracle, program: Program, prepared: Prepared, wide: bool) -> Probed:
    """What `steps.py` probes in a case: in float64, or in the case's own dtypes."""
    cotangents = Cotangents(prepared.cotangents().first)
    with program.recorder.listening(_copy):
        try:
            solve(program, prepared.case, prepared.header["leaves"], cotangents, wide=wide)
        except Exception as error:
            where = f"{oracle.problem.slug}, case {prepared.case.name!r}"
            raise BrokenOracle(f"{where}: steps.py raised {error!r}") from error
        return Probed(program.recorder.values, dict(program.recorder.gradients))


def _copy(value: Any) -> Any:
    return value.detach().clone() if isinstance(value, Tensor) else value


def _expected(exact: Any, own: Any) -> Expected:
    """A value in float64, and as the case's own dtype gives it: their difference is what honest rounding does."""
    if not isinstance(exact, Tensor):
        return Expected(exact, None, abs(exact) if isinstance(exact, float) else 0.0)
    like = own if isinstance(own, Tensor) else exact
    return Expected(exact, like.dtype, largest(exact), distance(exact, like), like.stride())


# ---- what came back ------------------------------------------------------------------------------------------------


def read_probed(answer: dict[str, Any], body: bytearray) -> Probed:
    """A runner's frame as values. Raises Malformed."""
    try:
        unpacker = wire.Unpacker(body, wrap=True)
        values = [(str(name)[:MAX_NAME], unpacker.unpack(tree)) for name, tree in answer["values"][:MAX_VALUES]]
        found = [(at, unpacker.unpack(tree)) for at, tree in answer["gradients"][:MAX_VALUES]]
    except (wire.WireError, KeyError, TypeError, ValueError) as error:
        raise Malformed from error
    if not all(type(at) is int and 0 <= at < len(values) for at, _ in found):
        raise Malformed
    return Probed(values, dict(found), answer.get("backward") is True)


def compare_probes(steps: Sequence[Step], probed: Probed, device: str = "cpu", source: str | None = None) -> Findings:
    """Where a learner's way leaves ours. With `source`, a name is told only if it stands there: in a hidden case the
    runner's words could carry numbers."""
    names = list(dict.fromkeys(step.name for step in steps))
    places: dict[tuple[str, int], int] = {}
    times: dict[str, int] = {}
    for at, (name, _) in enumerate(probed.values):
        times[name] = times.get(name, 0) + 1
        places[name, times[name]] = at
    paper = Paper(DRAWN)
    forward: list[tuple[Step, Check]] = []
    for step in steps:
        place = places.get((step.name, step.time))
        forward.append((step, _check(step.label, step.value, probed.values, place, device, paper)))
    backward: list[tuple[Step, Check]] = []
    if probed.backward and all(check.status != "failed" for _, check in forward):
        for step in reversed(steps):
            place = places.get((step.name, step.time))
            if step.gradient is not None and place is not None:
                backward.append((step, _gradient(step, step.gradient, probed, place, device, paper)))
    looked_at = [check for _, check in (*forward, *backward) if check.status != "skipped"]
    checks = [check for _, check in (*forward, *backward)] if looked_at else []
    text = " ".join(filter(None, [_pointed(forward, backward), _unknown(list(times), names, source)]))
    return Findings(checks, text)


def _check(
    name: str, expected: Expected, values: list[tuple[str, Any]], place: int | None, device: str, paper: Paper
) -> Check:
    if place is None:
        check = Check(name, "skipped", "You did not probe it.")
        check.total = expected.value.numel() if isinstance(expected.value, Tensor) else 1
        return check
    return _compared(name, expected, values[place][1], device, paper)


def _gradient(step: Step, expected: Expected, probed: Probed, place: int, device: str, paper: Paper) -> Check:
    name = f"grad {step.label}"
    gradient = probed.gradients.get(place)
    if gradient is not None:
        return _compared(name, expected, gradient, device, paper)
    check = Check(name, total=expected.value.numel())
    if bool((expected.value != 0).any()):
        check.mismatched = check.total
        check.fail(f"No gradient reaches `{step.label}`: what you probed does not lead to the answer, or is cut off.")
    return check


def _compared(name: str, expected: Expected, actual: Any, device: str, paper: Paper) -> Check:
    """As an output is compared, save that a dimension of size 1 and the type of float are the learner's own affair."""
    value, dtype = expected.value, expected.dtype
    if not isinstance(actual, Array) or not isinstance(value, Tensor) or dtype is None:
        return compare(name, expected, actual, paper)
    tensor = actual.tensor
    if tensor.shape != value.shape and _squeezed(tensor) == _squeezed(value):
        tensor = tensor.reshape(value.shape)
    if tensor.dtype in BAND and dtype in BAND and tensor.dtype != dtype:
        if BAND[tensor.dtype] > BAND[dtype]:
            dtype = tensor.dtype
        else:
            tensor = tensor.to(dtype)
    check = compare(name, replace(expected, dtype=dtype, device=device), replace(actual, tensor=tensor), paper)
    if check.status == "passed":
        draw(check, value, tensor, dtype, paper)
    return check


def _squeezed(tensor: Tensor) -> list[int]:
    return [n for n in tensor.shape if n != 1]


# ---- in words ------------------------------------------------------------------------------------------------------


def _pointed(forward: list[tuple[Step, Check]], backward: list[tuple[Step, Check]]) -> str:
    """The first step that is wrong, and where to look."""
    if not any(check.status != "skipped" for _, check in forward):
        return ""
    good = None
    between: list[str] = []
    for step, check in forward:
        if check.status == "passed":
            good, between = step.label, []
        elif check.status == "skipped":
            between.append(step.label)
        else:
            more = f" {_listed(between)} can be probed in between." if between and good else ""
            if good:
                return f"Your `{good}` is right, your `{step.label}` is not: look between them.{more}"
            return f"Your `{step.label}` is wrong already: look at what comes before it."
    good_slope = None
    for step, check in backward:
        if check.status == "passed":
            good_slope = step.label
        elif good_slope:
            return (
                f"Every value you probed is right. The gradient of `{good_slope}` is right too, that of `{step.label}` "
                f"is not: look at how you get from `{step.label}` to `{good_slope}`."
            )
        else:
            return f"Every value you probed is right, the gradient of `{step.label}` is not: look at what follows it."
    also = ", and so is its gradient" if good_slope else ""
    return f"Every value you probed is right{also}: look at what comes after `{good}`."


def _unknown(given: list[str], names: list[str], source: str | None) -> str:
    """Names that this problem does not have, told kindly."""
    strange = [name for name in given if name not in names]
    if not strange:
        return ""
    if not names:
        return "This problem names no steps, so there is nothing to compare with what you probed."
    shown = [re.sub(r"[`\s]+", " ", name) for name in strange if source is None or name in source][:NAMED]
    what = f"There is no step called {_listed(shown, ' or ')}" if shown else "There is no step of that name"
    close = difflib.get_close_matches(shown[0], names, n=1) if shown else []
    meant = f"; did you mean `{close[0]}`?" if close else "."
    return f"{what} here{meant} The steps are {_listed(names)}."


def _listed(names: Sequence[str], last: str = " and ") -> str:
    quoted = [f"`{name}`" for name in names]
    return last.join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


# ---- for `check` ---------------------------------------------------------------------------------------------------


def faults(oracle: Oracle) -> list[str]:
    """What is wrong with a problem's steps: `steps.py` answers as the reference does, and probes what was promised."""
    declared, program = set(oracle.problem.probes), oracle.steps
    if program is None:
        return ["problem.toml names probes, and there is no steps.py that computes them."] if declared else []
    found, named = [], set()
    for prepared in oracle.prepared(0):
        answer = solve(program, prepared.case, [], wide=True).output
        if not _same(answer, plain(prepared.outputs)):
            found.append(f"steps.py answers case {prepared.case.name!r} otherwise than the reference.")
        named |= {step.name for step in steps_of(oracle, prepared)}
    found += [f"problem.toml: probes.{name} is never probed in steps.py." for name in sorted(declared - named)]
    found += [f"steps.py probes {name!r}, which problem.toml does not name." for name in sorted(named - declared)]
    return found


def _same(a: Any, b: Any) -> bool:
    """Whether two values of a case agree in float64."""
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        return a.shape == b.shape and torch.allclose(a.double(), b.double(), rtol=1e-9, atol=1e-9, equal_nan=True)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    return bool(a == b)
