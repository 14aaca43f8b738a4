"""Which misconception explains a wrong answer: the known-wrong submission that gives the same wrong numbers.

No model and no guess. The problem's own wrong submissions are run on the same cases, once; one that fails exactly the
checks that the learner's code fails, with the same numbers there, made the same mistake.
"""

import ast
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.gates import COUNTS
from app.judge.all_checks import compare_answer
from app.judge.checks import Answer, Raised, compare_case, compare_second, read_answer
from app.judge.gates import compare_counts
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from app.judge.program import Solved
from app.judge.syntax import parse
from app.judge.trees import flatten, map_tensors
from app.judge.trial import Bench
from app.judge.verdict import Check
from app.judge.wire import Array

GATES = {check for check, _ in COUNTS.values()}
NOISE = 32  # units of rounding at 1: what is left of a gradient that should cancel is nobody's mistake
CLOSE = {torch.float64: 1e-9, torch.float32: 2e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2}


@dataclass(frozen=True)
class Outcome:
    """What one call gave, and which checks failed."""

    output: Any = None
    gradients: list[Any] = field(default_factory=list)
    inputs: Any = None
    failed: frozenset[str] = frozenset()
    raised: bool = False
    counts: tuple[int, ...] = ()  # what the gates counted
    further: tuple[Any, ...] = ()  # of the variants, and what the call left behind; only where the call is right

    @classmethod
    def of(cls, answer: Answer, checks: Sequence[Check]) -> "Outcome":
        """What came back, and how it compares."""
        right = all(check.status != "failed" or "switch" in (check.fields or {}) for check in checks)
        return cls(
            answer.output,
            [*answer.gradients, *answer.second],
            answer.inputs,
            failures_of(checks),
            counts=used_of(checks),
            further=(answer.variants, answer.left, answer.shared) if right else (),
        )


def failures_of(checks: Sequence[Check]) -> frozenset[str]:
    return frozenset(check.name for check in checks if check.status == "failed")


def used_of(checks: Sequence[Check]) -> tuple[int, ...]:
    """What the gates counted."""
    return tuple(check.fields["used"] for check in checks if check.fields and "gate" in check.fields)


def diagnose(oracle: Oracle, salt: int, outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """The misconception that agrees with all `outcomes`, those of the first cases; None where none does, or several do.

    Known-wrong submissions that say the same are the same misconception: no case can tell them apart.
    """
    found = {
        misconception(path.read_text()): path.stem
        for path in reversed(oracle.misconceptions)
        if all(map(_agree, known(oracle, path, salt), outcomes))
    }
    if len(found) != 1:
        return None
    text, submission = found.popitem()
    return {"text": text, "submission": submission}


def alike(oracle: Oracle, one: Path, other: Path, salt: int) -> bool:
    """Whether no case tells two known-wrong submissions apart."""
    return all(map(_agree, known(oracle, one, salt), known(oracle, other, salt)))


def learn(oracle: Oracle, path: Path, salt: int) -> None:
    """Run a known-wrong submission ahead of demand."""
    for _ in known(oracle, path, salt):
        pass


def known(oracle: Oracle, path: Path, salt: int) -> Iterator[Outcome]:
    """What a known-wrong submission gives, case by case, run no further than is asked for, and once."""
    mistake: Known = oracle.remembered(("known", path.stem, salt), lambda: Known(oracle, path, salt))
    return (mistake.on(index) for index in range(len(oracle.prepared(salt))))


class Known:
    """A known-wrong submission, judged as an attempt is: in one module, one case after the other, so that what it keeps
    from one call is there in the next."""

    def __init__(self, oracle: Oracle, path: Path, salt: int) -> None:
        self.oracle, self.salt = oracle, salt
        self.outcomes: list[Outcome] = []
        self.bench: Bench | None = None
        with contextlib.suppress(Exception):  # one that cannot be loaded raises in every case
            self.bench = Bench(oracle, path.read_text())

    def on(self, index: int) -> Outcome:
        """What it gives in the case that stands there."""
        with self.oracle.lock:
            cases = self.oracle.prepared(self.salt)
            while len(self.outcomes) <= index:
                self.outcomes.append(self._run(cases[len(self.outcomes)]))
            if len(self.outcomes) == len(cases):
                self.bench = None
            return self.outcomes[index]

    def _run(self, prepared: Prepared) -> Outcome:
        if self.bench is None:
            return Outcome(raised=True)
        try:
            answer, body = self.bench.answer(prepared)
            given = read_answer(prepared, answer, body)
            checks = compare_answer(prepared, given, self.oracle.problem.checks.unchanged, None)
            if any(check.status == "failed" for check in checks):
                return Outcome.of(given, checks)
            return Outcome(raised=given.raised is not None)  # numbers that are right tell nobody apart: none are kept
        except Exception:  # it raised, so that the answer is none
            return Outcome(raised=True)


def outcome_of(oracle: Oracle, prepared: Prepared, solved: Solved) -> Outcome:
    """What one of our own programs gave on a case, compared."""
    output, inputs = _as_sent(solved.output), _as_sent([solved.args, solved.kwargs])
    gradients, second = (
        [None if gradient is None else _as_sent(gradient) for gradient in found]
        for found in (solved.gradients, solved.second)
    )
    checks = compare_case(prepared, output, gradients, inputs, oracle.problem.checks.unchanged, None)
    checks += [*compare_second(prepared, second, None), *compare_counts(prepared.limits, solved.cost)]
    return Outcome(output, [*gradients, *second], inputs, failures_of(checks), counts=used_of(checks))


def _as_sent(value: Any) -> Any:
    def wrap(tensor: Tensor) -> Array:
        return Array(tensor.detach().contiguous(), tensor.stride(), "cpu", tensor.requires_grad)

    return map_tensors(value, wrap)


def _agree(known: Outcome, yours: Outcome) -> bool:
    if known.raised or yours.raised or known.failed != yours.failed:
        return known.raised and yours.raised
    if not known.failed:
        return True
    if known.counts != yours.counts and any(name in GATES for name in known.failed):
        return False
    # The arguments count too: some are written in place, rightly or wrongly.
    for part in ("output", "gradients", "inputs", "further"):
        a, b = getattr(known, part), getattr(yours, part)
        leaves, others = dict(flatten(a)), dict(flatten(b))
        if part == "gradients" and _graphs(leaves) != _graphs(others):
            return False
        noise = NOISE if part == "gradients" else 0
        if leaves.keys() != others.keys() or not all(_close(leaf, others[p], noise) for p, leaf in leaves.items()):
            return False
    return True


def _graphs(leaves: dict[str, Any]) -> list[bool]:
    """Which gradients have a graph of their own."""
    return [isinstance(leaf, Array) and leaf.requires_grad for leaf in leaves.values()]


def _close(known: Any, yours: Any, noise: int = 0) -> bool:
    """The same numbers, up to what another order of summation changes, and to `noise` units of rounding at 1."""
    if isinstance(known, Array) and isinstance(yours, Array):
        a, b = known.tensor, yours.tensor
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        if a.dtype not in CLOSE:
            return torch.equal(a, b)
        scale = float(a.double().abs().nan_to_num(0, 0, 0).max()) if a.numel() else 0.0
        least = max(CLOSE[a.dtype] * scale, noise * torch.finfo(a.dtype).eps)
        return torch.allclose(a, b, rtol=CLOSE[a.dtype], atol=least, equal_nan=True)
    if isinstance(known, Raised) and isinstance(yours, Raised):
        return all(known.error.get(key) == yours.error.get(key) for key in ("type", "message"))
    if isinstance(known, float) and isinstance(yours, float):
        return known == yours or (known != known and yours != yours) or abs(known - yours) <= 1e-9 * abs(known)
    return type(known) is type(yours) and bool(known == yours)


def misconception(source: str) -> str:
    """The docstring of a wrong submission without its last line, as one paragraph."""
    text = ast.get_docstring(parse(source)) or ""
    return " ".join(text.split("Caught by:")[0].split())
