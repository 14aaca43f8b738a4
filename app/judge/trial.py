"""Programs of our own, judged in this process: what a runner would answer, compared as an attempt compares it.

A trial is the runner's own code and the judge's own comparison, without a process between them. It is for programs
that we wrote ourselves or derived from what we wrote (mutants, attacks), a hundred a second; a learner's code never
gets here. Forbidden names are not looked for, and nothing limits time or memory.
"""

import sys
import types
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from app.judge import mistakes
from app.judge.all_checks import compare_answer
from app.judge.call import restore_defaults
from app.judge.checks import Answer, Malformed, read_answer
from app.judge.forbidden import SOLUTION
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from app.judge.program import TORCH
from app.judge.runner import Runner
from app.judge.sandbox import Sizes
from app.judge.verdict import Check

Change = Callable[[types.ModuleType], None]
Alter = Callable[[Prepared, Answer], Answer]


class _Tampered(torch.autograd.Function):
    """Another value in the place of a tensor, and its gradient multiplied."""

    @staticmethod
    def forward(ctx: Any, value: Tensor, other: Tensor, factor: float) -> Tensor:
        ctx.factor = factor
        return other.clone()  # not a view: what comes next may write into it

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        return gradients[0] * ctx.factor, None, None


def tampered(value: Tensor, other: Tensor | None = None, factor: float = 1.0) -> Tensor:
    """`other` for `value`, which still gets its gradient, `factor` times."""
    result: Tensor = _Tampered.apply(value, (value if other is None else other).detach(), factor)  # type: ignore[no-untyped-call]
    return result


@dataclass
class Tampering:
    """The functions that a mutant may call, and whether they ever had anything to change."""

    effective: bool = False

    def names(self) -> dict[str, Any]:
        return {
            mistakes.DETACHED: lambda value: self._each(value, lambda tensor: tensor.detach()),
            mistakes.HALVED: lambda value: self._each(value, lambda tensor: tampered(tensor, factor=0.5)),
        }

    def _each(self, value: Any, change: Callable[[Tensor], Tensor]) -> Any:
        if isinstance(value, Tensor):
            if not value.requires_grad:
                return value
            self.effective = True
            return change(value)
        if isinstance(value, types.GeneratorType):
            return (self._each(part, change) for part in value)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*(self._each(part, change) for part in value))
        if isinstance(value, list | tuple):
            return type(value)(self._each(part, change) for part in value)
        if isinstance(value, dict):
            return {key: self._each(part, change) for key, part in value.items()}
        return value


@dataclass
class Failure:
    """The first case that did not pass, and why."""

    case: str
    reason: str


@dataclass
class Trial:
    """One program on the cases of one problem."""

    oracle: Oracle
    source: str
    names: dict[str, Any] = field(default_factory=dict)
    change: Change | None = None  # of the module, before the first case
    alter: Alter | None = None  # of each answer, before it is compared
    before: Callable[[Prepared], None] = lambda prepared: None

    def __post_init__(self) -> None:
        self.runner = Bench(self.oracle, self.source, self.names)
        if self.change is not None:
            self.change(self.runner.solution)

    def checks(self, prepared: Prepared) -> list[Check] | str:
        """All checks of a case, or the error that stands in their place."""
        self.before(prepared)
        answer, body = self.runner.answer(prepared)
        error = answer.get("error")
        if error is None:
            given = read_answer(prepared, answer, body)
            if self.alter is not None:
                given = self.alter(prepared, given)
            checks = compare_answer(prepared, given, self.oracle.problem.checks.unchanged, None)
            if given.raised is None or any(check.status == "failed" for check in checks):
                return checks
            error = given.raised
        return f"{error.get('type')}: {error.get('message')}"

    def failure(self, salt: int) -> Failure | None:
        """The first case with this salt that does not pass."""
        for prepared in self.oracle.prepared(salt):
            try:
                checks = self.checks(prepared)
            except (Malformed, KeyError, TypeError) as error:
                return Failure(prepared.case.name, repr(error))
            if isinstance(checks, str):
                return Failure(prepared.case.name, checks)
            failed = next((check for check in checks if check.status == "failed"), None)
            if failed is not None:
                return Failure(prepared.case.name, f"{failed.name}: {failed.message}")
        return None


class Bench(Runner):
    """A runner without a channel. What a program changes in torch for everybody is put back after each answer."""

    def __init__(self, oracle: Oracle, source: str, names: dict[str, Any] | None = None) -> None:
        super().__init__(-1, Sizes(0, 0))
        self.drive = oracle.drive
        self.solution.__dict__.update(names or {})
        sys.modules[self.solution.__name__] = self.solution  # dataclasses look their module up
        exec(compile(source, SOLUTION, "exec"), self.solution.__dict__)
        if missing := self.missing(oracle.problem.functions):
            raise NameError(f"{missing[0]} is not defined")

    def answer(self, prepared: Prepared) -> tuple[dict[str, Any], bytearray]:
        with TORCH, warnings.catch_warnings(action="ignore"):  # a known mistake is known
            try:
                header, chunks = self.case(prepared.header, bytearray(b"".join(prepared.chunks)))
            finally:
                restore_defaults()
        return header, bytearray(b"".join(chunks))
