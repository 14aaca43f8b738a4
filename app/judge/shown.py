"""The other places of the stability map: what an accepted answer does there is shown, and not judged.

A place that no case stands in gets a public case, changed to be of that type and kind (`app/judge/edges.py`). It is
shown only where that is an input of the problem, as far as one can see: what holds of the case's own tensors holds of
these, the reference gives nothing odd that it did not give before and that the input does not ask for, and every
accepted solution passes.
"""

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch

from app.judge.all_checks import compare_answer
from app.judge.checks import Malformed, read_answer
from app.judge.counterexample import ENTRIES, oddities
from app.judge.diagnose import outcome_of
from app.judge.edges import moved
from app.judge.place import data_of, place, taken
from app.judge.program import TORCH, solve
from app.judge.shrink import Input
from app.stability import DTYPES, KINDS, out_of_scope

if TYPE_CHECKING:
    from app.judge.oracle import Oracle
    from app.judge.prepared import Prepared
    from app.judge.program import Solved

log = logging.getLogger("torchyard.judge")
MOST_BYTES = 1 << 16  # of all calls: they are sent at once
warnings.filterwarnings("ignore", module="(reference|shipped)_")  # about a variance of one number, a mean of none, …
Ask = Callable[[Sequence["Prepared"]], Iterator[tuple[dict[str, Any], bytearray]]]


@dataclass(frozen=True)
class Place:
    """One place of the map, and the call that is made there."""

    dtype: str
    kind: str
    prepared: "Prepared"


def places(oracle: "Oracle") -> tuple[Place, ...]:
    """All that can be shown of a problem. The cases are public, so that no salt changes them."""
    found: tuple[Place, ...] = oracle.remembered("shown", lambda: tuple(_places(oracle)))
    return found


def _places(oracle: "Oracle") -> Iterator[Place]:
    bases = [one for one in oracle.prepared(0) if one.case.public and place(oracle, one)]
    bases = [one for one in bases if _input(one).entries() <= ENTRIES]
    known, left = taken(oracle), MOST_BYTES
    # The sizes of all types before the edges, and those in the order of the map: who hangs at one ends it for the rest.
    for kind, dtype in ((kind, dtype) for kind in KINDS for dtype in DTYPES):
        if (dtype, kind) not in known and not out_of_scope(oracle.problem.stability, dtype, kind):
            found = (_moved(oracle, base, dtype, kind) for base in bases)
            prepared = next((one for one in found if one is not None), None)
            if prepared is not None and sum(map(len, prepared.frame)) <= left:
                left -= sum(map(len, prepared.frame))
                yield Place(dtype, kind, prepared)


def _moved(oracle: "Oracle", base: "Prepared", dtype: str, kind: str) -> "Prepared | None":
    """The base case moved to that place; None where that may be no input any more."""

    def takes(candidate: Input) -> bool:
        try:
            with TORCH:
                solve(oracle.reference, replace(base.case, args=candidate.args, kwargs=candidate.kwargs), [])
        except Exception:
            return False
        return True

    for candidate in moved(_input(base), oracle.problem.sizes, getattr(torch, dtype), kind, takes):
        prepared = _prepared(oracle, base, candidate)
        there = place(oracle, prepared) if prepared is not None else None
        if there is not None and there[0] == dtype and kind in there[1]:
            return prepared
    return None


def _prepared(oracle: "Oracle", base: "Prepared", candidate: Input) -> "Prepared | None":
    """With what must come back; None where the reference gives something odd or an accepted solution fails."""
    case = replace(base.case, args=candidate.args, kwargs=candidate.kwargs, gates=())
    accepted: list[Solved | None] = []
    try:
        prepared = oracle.prepare(case, 0, accepted=accepted, alone=True)
        sound = all(one is not None and not outcome_of(oracle, prepared, one).failed for one in accepted)
    except Exception as error:  # BrokenOracle, or a comparison of what has another form
        log.debug("not shown: %r", error)
        return None
    if not sound or oddities(prepared) - oddities(base) - _odd(candidate):
        return None
    # The values alone, so that an accepted attempt waits for little.
    header = {**prepared.header, "noncontiguous": False, "leaves": [], "cotangents": None, "second": None}
    return replace(prepared, header=header, gradients=(), grads=(), second=(), absent=())


def _odd(candidate: Input) -> set[str]:
    """What an input has that its answer may have as well: infinity of infinity, NaN of NaN, nothing of nothing."""
    data = data_of(candidate.tensors()).values()
    found = {"nan", "inf"} if any(bool(tensor.isnan().any()) for tensor in data) else set()
    found |= {"inf"} if any(bool(tensor.isinf().any()) for tensor in data) else set()
    return found | ({"empty"} if not all(tensor.numel() for tensor in data) else set())


def _input(prepared: "Prepared") -> Input:
    return Input(prepared.case.args, dict(prepared.case.kwargs), prepared.names)


def shown(oracle: "Oracle", ask: Ask) -> list[dict[str, Any]]:
    """What the attempt that answers `ask` does in each place: as a case is told, but without numbers."""
    found = []
    all_places = places(oracle)
    answers = ask([one.prepared for one in all_places])
    for one, (answer, body) in zip(all_places, answers, strict=False):  # fewer where the runner is gone
        told: dict[str, Any] = {"dtype": one.dtype, "kind": one.kind, "status": "error", "checks": []}
        if answer.get("error") is None:
            try:
                given = read_answer(one.prepared, answer, body)
                checks = compare_answer(one.prepared, given, oracle.problem.checks.unchanged, None)
            except (Malformed, KeyError, TypeError):
                break
            failed = any(check.status == "failed" for check in checks)
            told["status"] = "failed" if failed or given.raised is not None else "passed"
            told["checks"] = [{"status": c.status, "max_abs": c.max_abs, "ulp": c.ulp} for c in checks]
        found.append(told)
    return found
