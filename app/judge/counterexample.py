"""The smallest input that still fails the same way: the first case that failed, shrunk, as Python to try out.

Every try is a call in the very runner of the attempt, which knows no expected value; the reference says in this process
what should have come. An input is taken only if the reference and every accepted solution agree on it, if it is as
finite and as smooth there as it was before, and if the same check fails in the same manner. It is looked for after the
verdict was told, for a bounded time and number of tries, and gives way to attempts that wait for theirs.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from app.judge import wire
from app.judge.all_checks import compare_answer
from app.judge.checks import Malformed, read_answer
from app.judge.compare import Expected
from app.judge.diagnose import outcome_of
from app.judge.explain import as_shown, veiled
from app.judge.gates import broken_gates
from app.judge.oracle import BrokenOracle, Oracle
from app.judge.prepared import Prepared
from app.judge.program import Solved, solve
from app.judge.shrink import Input, Shrinker, Spent, plain, traits_of
from app.judge.snippet import Part, Seen, Unsaid, part_of, snippet
from app.judge.trees import flatten
from app.judge.verdict import Check
from app.judge.zygotes import Runner

log = logging.getLogger("torchyard.judge")

SECONDS = 0.3  # of this thread's own time, for the whole search: what others do at the same time changes no result
WALL = 1.0  # and of anybody's, the time in which it gives way not counted
TRIES = 80
PATIENCE = 2.0  # how long it gives way
PAUSE = 0.005
EXTRA_BYTES = 1 << 22
PRINTED = 1 << 20  # bytes: who prints more is left alone
ENTRIES = 4096  # a case with more is not looked at
FEW = 8
SHOWN = 96  # entries of a hidden case that may be shown
CLOSE = 1e-3  # relative
NOISE = 1e-7  # relative; how far away a smooth reference is still about the same
SMOOTH = 1e-3

Kind = tuple[Any, ...]


class Over(Exception):
    """The search ends here, without a word: the runner is gone, or does as it likes."""


@dataclass(frozen=True)
class Tried:
    """One call: how it failed, or None, and what there is to show of it."""

    kind: Kind | None
    seen: Seen
    prepared: Prepared


@dataclass
class Search:
    """For one failed case. `busy`: whether somebody waits for a verdict."""

    oracle: Oracle
    prepared: Prepared
    runner: Runner
    frames: wire.Frames
    code: str
    failed: str | None  # the check that failed first; None for an error
    may_see: bool  # the inputs of the case, as they are
    busy: Callable[[], bool] = lambda: False

    def __post_init__(self) -> None:
        self.tries = 0
        self.spent = self.waited = 0.0
        self.printed = 0
        self.gave_way = 0.0
        self.smooth = True

    def run(self) -> dict[str, Any] | None:
        """What the report says of it; None where there is nothing safe to say."""
        case = self.prepared.case
        start = Input(case.args, dict(case.kwargs), self.prepared.names)
        if self.oracle.drive is not None or not start.tensors() or start.entries() > ENTRIES:
            return None
        try:
            first = self._call(self.prepared)
            if first.kind is None or first.seen.check != self.failed:
                return None
            self.kind, self.best = first.kind, first
            self.smooth = self._is_smooth(self.prepared, start)
            shrinker = Shrinker(start, self.oracle.problem.sizes, self._fails)
            best = shrinker.run()
            again = self._call(self.best.prepared)
            if again.kind != self.kind:  # it depends on something else
                log.debug("no counterexample: %r is not %r", again.kind, self.kind)
                return None
            return self._told(start, best, again)
        except (Over, Spent, Malformed, BrokenOracle, Unsaid, wire.WireError) as why:
            log.debug("no counterexample: %r", why)
        except Exception:  # the verdict was told: nothing may come of a fault of ours here
            log.exception("the search for a counterexample failed")
        return None

    # ---- one try ---------------------------------------------------------------------------------------------------

    def _fails(self, candidate: Input, part: float) -> bool:
        """Whether `candidate` is an input of this problem, and fails as the case did."""
        self._give_way(part)
        began, started = time.thread_time(), time.monotonic()
        accepted: list[Solved | None] = []
        try:
            self.tries += 1
            prepared = self._prepare(candidate, accepted)
            if prepared is None:
                return False
            tried = self._call(prepared)
            if tried.kind != self.kind or not self._is_sound(prepared, candidate, accepted):
                return False
            self.best = tried
            return True
        finally:
            self.spent += time.thread_time() - began
            self.waited += time.monotonic() - started

    def _give_way(self, part: float) -> None:
        if self.spent > part * SECONDS or self.waited > part * WALL or self.tries >= part * TRIES:
            raise Spent
        while self.busy():
            if self.gave_way > PATIENCE:
                raise Spent
            time.sleep(PAUSE)
            self.gave_way += PAUSE

    def _prepare(self, candidate: Input, accepted: list[Solved | None]) -> Prepared | None:
        case = replace(self.prepared.case, args=candidate.args, kwargs=candidate.kwargs, gates=())
        try:
            with self.oracle.lock:
                prepared = self.oracle.prepare(case, self.prepared.salt, candidate.whole, accepted, alone=True)
        except BrokenOracle:
            return None
        if oddities(prepared) - oddities(self.prepared):
            return None
        header = {**prepared.header, "noncontiguous": self.kind[0] == "again"}
        return replace(prepared, header=header)

    def _is_sound(self, prepared: Prepared, candidate: Input, accepted: list[Solved | None]) -> bool:
        """Whether the accepted solutions pass, and the reference does not jump here if it did not before."""
        for solved in accepted:
            if solved is None or outcome_of(self.oracle, prepared, solved).failed:
                return False
        return not self.smooth or self._is_smooth(prepared, candidate)

    def _is_smooth(self, prepared: Prepared, candidate: Input) -> bool:
        """Whether the reference gives about the same for about the same numbers: no tie, no kink, no step."""
        start = Input(self.prepared.case.args, dict(self.prepared.case.kwargs), self.prepared.names)
        fixed = {label for label, t in start.tensors().items() if not t.is_floating_point() or plain(t) or _whole(t)}
        generator = torch.Generator().manual_seed(1)
        changes = {}
        for label, tensor in candidate.tensors().items():
            if label not in fixed:
                wide = tensor.double()
                noise = torch.randn(wide.shape, generator=generator, dtype=torch.float64)
                finite = wide[wide.isfinite()].abs()
                size = float(finite.max()) if finite.numel() else 0.0
                changes[label] = wide + NOISE * noise * (wide.abs() + size / 8)
        moved = candidate.changed(changes)
        case = replace(prepared.case, args=moved.args, kwargs=moved.kwargs)
        try:
            solved = solve(self.oracle.reference, case, prepared.header["leaves"], prepared.cotangents(), wide=True)
        except Exception:
            return False
        outputs, near = dict(flatten(prepared.outputs)), dict(flatten(solved.output))
        pairs = [(expected, near.get(path)) for path, expected in outputs.items()]
        pairs += list(zip(prepared.grads, solved.gradients, strict=False))
        return all(_about(expected, value) for expected, value in pairs)

    def _call(self, prepared: Prepared) -> Tried:
        """Ask the runner. Raises Over, Malformed, WireError."""
        deadline = time.monotonic() + max(WALL - self.waited, WALL / 4)
        limit = EXTRA_BYTES + 8 * sum(map(len, prepared.chunks))
        try:
            wire.write(self.runner.fd, prepared.frame)
            answer, body = self.frames.receive(
                limit, deadline, wire.Watch(self.runner.output, self._discard, lambda: None)
            )
        except (wire.Late, wire.Hangup, wire.TooLarge, OSError) as gone:
            raise Over from gone
        if "caught" in answer:
            raise Over
        if isinstance(error := answer.get("error"), dict):
            return self._raised("error", error, prepared)
        given = read_answer(prepared, answer, body).veiled(veiled)
        try:
            checks = compare_answer(prepared, given, self.oracle.problem.checks.unchanged, None)
        except (KeyError, TypeError) as odd:
            raise Malformed from odd
        failed = next((check for check in checks if check.status == "failed"), None)
        if failed is None and given.raised is not None:
            return self._raised("again error", given.raised, prepared)
        switch = failed is not None and "switch" in (failed.fields or {})  # under another circumstance than a snippet's
        if failed is None or switch or broken_gates([failed]) or failed.name.startswith("second "):
            return Tried(None, Seen(None), prepared)
        got = self._got(prepared, failed, given)
        kind = ("again" if failed.name == "non-contiguous input" else "check", failed.name, how(failed))
        close = kind[2] == "value" and isinstance(failed.max_rel, float) and failed.max_rel < CLOSE
        return Tried(kind, Seen(failed.name, got, failed.message, close), prepared)

    def _raised(self, word: str, error: dict[str, Any], prepared: Prepared) -> Tried:
        shown = as_shown(error, None, self.code)
        if error.get("memory") or word == "again error":
            return Tried(None, Seen(None), prepared)
        return Tried((word, shown["type"], shown["line"]), Seen(None, None, shown["type"]), prepared)

    def _discard(self) -> bool:
        """What is printed meanwhile is nobody's."""
        while True:
            try:
                data = os.read(self.runner.output, 1 << 16)
            except BlockingIOError:
                return True
            self.printed += len(data)
            if self.printed > PRINTED:
                raise Over
            if not data:
                return False

    @staticmethod
    def _got(prepared: Prepared, check: Check, given: Any) -> Any:
        if check.name.startswith("grad "):
            labels = [*prepared.gradients, *prepared.absent]
            gradients = dict(zip(labels, given.gradients, strict=False))
            return gradients.get(check.name.removeprefix("grad "))
        value = given.output
        part = part_of(prepared, check.name) or Part((), None)
        for key in part.path:
            try:
                value = value[key]
            except (LookupError, TypeError):
                return None
        return value

    # ---- words -----------------------------------------------------------------------------------------------------

    def _told(self, start: Input, best: Input, tried: Tried) -> dict[str, Any] | None:
        before, after = start.entries(), best.entries()
        if not self.may_see and (after > SHOWN or not _may_be_shown(start, best)):
            return None
        text = "The smallest input found that fails the same way"
        if after < before:
            text += f": {after} {'number' if after == 1 else 'numbers'} instead of {before}."
        else:
            text = f"{text}: the same {after} {'number' if after == 1 else 'numbers'}, rounded."
        if not _differs(start, best):
            text = "The case as Python; nothing smaller was found that fails the same way."
        return {
            "status": "found", "case": self.prepared.case.name, "check": tried.seen.check, "text": text,
            "code": snippet(tried.prepared, best, tried.seen), "entries": after, "was": before, "tries": self.tries,
        }  # fmt: skip


def how(check: Check) -> str:
    """In which manner a check failed."""
    fields = check.fields or {}
    if "actual" in fields and "expected" in fields:
        if len(fields["actual"]["shape"]) != len(fields["expected"]["shape"]):
            return "rank"
        if fields["actual"]["shape"] != fields["expected"]["shape"]:
            return "shape"
        if fields["actual"]["dtype"] != fields["expected"]["dtype"]:
            return "dtype"
        return "not finite" if check.max_abs in ("nan", "inf") else "value"
    return "value" if check.max_abs is not None else " ".join(check.message.split()[:3])


def oddities(prepared: Prepared) -> set[str]:
    """What is not finite among what is expected."""
    found = set()
    leaves = [leaf for _, leaf in flatten(prepared.outputs)]
    for expected in (*leaves, *prepared.grads, *prepared.out.values()):
        value = torch.as_tensor(expected.value) if isinstance(expected.value, Tensor | float) else None
        if value is not None and not value.is_complex():
            found |= {"nan"} if bool(value.isnan().any()) else set()
            found |= {"inf"} if bool(value.isinf().any()) else set()
            found |= {"empty"} if not value.numel() else set()
    return found


def _about(expected: Expected, value: Any) -> bool:
    """Whether what the reference gives nearby is about what it gives here."""
    want = expected.value
    if value is None or not isinstance(want, Tensor | float):
        return value is None or (type(value) is type(want) and bool(value == want))
    a, b = torch.as_tensor(want), torch.as_tensor(value).detach()
    if a.shape != b.shape:
        return False
    if not a.is_floating_point():
        return torch.equal(a, b)
    scale = max(expected.scale, 1e-30)
    return torch.allclose(a.double(), b.double(), rtol=SMOOTH, atol=SMOOTH * scale, equal_nan=True)


def _whole(tensor: Tensor) -> bool:
    return ("whole",) in set(traits_of(tensor))


def _differs(start: Input, best: Input) -> bool:
    new = best.tensors()
    return any(
        old.shape != new[label].shape or not torch.equal(old, new[label]) for label, old in start.tensors().items()
    )


def _may_be_shown(start: Input, best: Input) -> bool:
    """Whether a hidden case stays hidden: half of it is left, a few numbers, or none of its float tensors as it was."""
    if best.entries() < start.entries() and best.entries() <= max(FEW, start.entries() // 2):
        return True
    new = best.tensors()
    floats = [(old, new[label]) for label, old in start.tensors().items() if old.is_floating_point()]
    return bool(floats) and not any(bool(torch.isin(after, before).all()) for before, after in floats)
