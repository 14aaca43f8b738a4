"""The other places of the stability map: what an accepted answer does there is shown, and not judged.

A place that no case stands in gets the first public case, in that type, its first tensor as large. It is shown only
where that is an input of the problem, as far as one can see: what holds of the case's own tensors holds of these, the
reference gives nothing odd that it did not give before, and every accepted solution passes.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from app.judge.all_checks import compare_answer
from app.judge.checks import Malformed, read_answer
from app.judge.counterexample import ENTRIES, oddities
from app.judge.diagnose import outcome_of
from app.judge.shrink import Input, Trait, traits_of
from app.judge.stability import place
from app.stability import DTYPES, SIZES, out_of_scope

if TYPE_CHECKING:
    from app.judge.oracle import Oracle
    from app.judge.prepared import Prepared
    from app.judge.program import Solved

log = logging.getLogger("torchyard.judge")
SCALES = {"tiny": 1e-3, "ordinary": 1.0, "huge": 1e3}
BY_CHANCE = {"whole", "increasing"}  # of numbers in a case by hand
Ask = Callable[[Sequence["Prepared"]], Iterator[tuple[dict[str, Any], bytearray]]]


@dataclass(frozen=True)
class Place:
    """One place of the map, and the call that is made there."""

    dtype: str
    kind: str
    prepared: "Prepared"


def places(oracle: "Oracle") -> tuple[Place, ...]:
    """All that can be shown of a problem. The case is public, so that no salt changes them."""
    found: tuple[Place, ...] = oracle.remembered("shown", lambda: tuple(_places(oracle)))
    return found


def _places(oracle: "Oracle") -> Iterator[Place]:
    cases = oracle.prepared(0)
    if oracle.drive is not None:
        return
    base = next((one for one in cases if one.case.public and place(oracle, one)), None)
    if base is None or _input(base).entries() > ENTRIES:
        return
    taken = {
        (dtype, kind) for one in cases if (there := place(oracle, one)) for dtype in (there[0],) for kind in there[1]
    }
    for dtype in DTYPES:
        for kind in SIZES:
            if (dtype, kind) in taken or out_of_scope(oracle.problem.stability, dtype, kind):
                continue
            prepared = _moved(oracle, base, getattr(torch, dtype), SCALES[kind])
            there = place(oracle, prepared) if prepared is not None else None
            if prepared is not None and there is not None and there[0] == dtype and kind in there[1]:
                yield Place(dtype, kind, prepared)


def _moved(oracle: "Oracle", base: "Prepared", dtype: torch.dtype, scale: float) -> "Prepared | None":
    """The base case in another type, its first float tensor scaled; None where that may be no input any more."""
    start = _input(base)
    floats = {label: tensor for label, tensor in start.tensors().items() if tensor.is_floating_point()}
    first = next(iter(floats))
    changes = {label: (t.double() * (scale if label == first else 1.0)).to(dtype) for label, t in floats.items()}
    if any(not _traits(tensor) <= _traits(changes[label]) for label, tensor in floats.items()):
        return None
    moved = start.changed(changes)
    case = replace(base.case, args=moved.args, kwargs=moved.kwargs, gates=())
    accepted: list[Solved | None] = []
    try:
        prepared = oracle.prepare(case, 0, accepted=accepted, alone=True)
        sound = all(one is not None and not outcome_of(oracle, prepared, one).failed for one in accepted)
    except Exception as error:  # BrokenOracle, or a comparison of what has another form
        log.debug("nothing is shown in %s: %r", dtype, error)
        return None
    if not sound or oddities(prepared) - oddities(base):
        return None
    # The values alone, so that an accepted attempt waits for little.
    header = {**prepared.header, "noncontiguous": False, "leaves": [], "cotangents": None, "second": None}
    return replace(prepared, header=header, gradients=(), grads=(), second=(), absent=())


def _input(prepared: "Prepared") -> Input:
    return Input(prepared.case.args, dict(prepared.case.kwargs), prepared.names)


def _traits(tensor: Tensor) -> set[Trait]:
    return {trait for trait in traits_of(tensor) if trait[0] not in BY_CHANCE}


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
