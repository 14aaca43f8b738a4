"""Where each case stands on the stability map, measured from its tensors: nobody writes it down, so it cannot be wrong.

The first float tensor of a case (that is no weight of a module) gives type and shape; numbers are looked for in all of
that type. Where a variant changes the batch, its case stands there too.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from app.judge.robustness import WORDS
from app.judge.variants import BATCH_SIZES, largest
from app.judge.wire import name_of
from app.stability import DTYPES, EDGES, HUGE, KINDS, SIZES, TINY, out_of_scope

if TYPE_CHECKING:
    from app.judge.oracle import Oracle
    from app.judge.prepared import Prepared


def place(oracle: "Oracle", prepared: "Prepared") -> tuple[str, list[str]] | None:
    """The type of a case, and what its inputs are; None where it has no float tensor."""
    floats = {label: t for label, t in oracle.tensors(prepared.case).items() if name_of(t.dtype) in DTYPES}
    data = [tensor for label, tensor in floats.items() if "." not in label] or list(floats.values())
    if not data:
        return None
    kinds = set(_kinds(data[0], [tensor for tensor in data if tensor.dtype == data[0].dtype]))
    kinds |= {{0: "empty", 1: "batch_of_one"}[v.plan["n"]] for v in prepared.variants if v.kind == BATCH_SIZES}
    return name_of(data[0].dtype), [kind for kind in KINDS if kind in kinds]


def _kinds(first: Tensor, data: Sequence[Tensor]) -> Iterator[str]:
    sizes = [largest(tensor) for tensor in data]
    if max(sizes) >= HUGE:
        yield "huge"
    elif any(0 < size < TINY for size, tensor in zip(sizes, data, strict=True) if tensor.dim() == first.dim()):
        yield "tiny"
    elif max(sizes) > 0:
        yield "ordinary"
    if any(bool(((t != 0) & (t.abs() < torch.finfo(t.dtype).tiny)).any()) for t in data):
        yield "denormal"
    if first.dim() and first.shape[-1] > 1 and bool((first == 0).all(-1).any()):
        yield "zeros"
    masked = [_all_minus_inf(tensor) for tensor in data]
    if any(bool(rows.any()) for rows in masked):
        yield "minus_inf"
    if any(bool((~t.isfinite() & ~rows).any()) for t, rows in zip(data, masked, strict=True)):
        yield "not_finite"
    if not first.numel():
        yield "empty"
    if first.dim() > 1 and first.shape[0] == 1:
        yield "batch_of_one"
    if first.dim() and first.shape[-1] == 1:
        yield "length_one"


def _all_minus_inf(tensor: Tensor) -> Tensor:
    """Which rows hold nothing else."""
    if not tensor.dim() or not tensor.shape[-1]:
        return torch.zeros(tensor.shape, dtype=torch.bool)
    return (tensor == -torch.inf).all(-1, keepdim=True)


def chart_of(oracle: "Oracle", salt: int) -> dict[str, Any] | None:
    """The map of a problem, made once."""
    made: dict[str, Any] | None = oracle.remembered(("stability", salt), lambda: chart(oracle, oracle.prepared(salt)))
    return made


def chart(oracle: "Oracle", prepared: Sequence["Prepared"]) -> dict[str, Any] | None:
    """The map of these cases, as the report has it; None where none has a float tensor.

    `cells` holds the numbers of the cases that stand in each place, `outside` what is out of scope, `shown` what an
    accepted answer does elsewhere (`app/judge/shown.py`), `switches` what else is asked of a right answer.
    """
    cells: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(prepared):
        dtype, kinds = place(oracle, one) or ("", [])
        for kind in kinds:
            cells.setdefault((dtype, kind), []).append(number)
    if not cells:
        return None
    declared = oracle.problem.stability
    reasons = {(dtype, kind): out_of_scope(declared, dtype, kind) for dtype in DTYPES for kind in KINDS}
    switches = {kind: WORDS[kind].check for kind in oracle.problem.checks.switched_on}
    return {
        "dtypes": list(DTYPES),
        "sizes": {kind: list(words) for kind, words in SIZES.items()},
        "edges": {kind: list(words) for kind, words in EDGES.items()},
        "cells": [{"dtype": dtype, "kind": kind, "cases": cases} for (dtype, kind), cases in sorted(cells.items())],
        "outside": [{"dtype": d, "kind": kind, "reason": why} for (d, kind), why in reasons.items() if why is not None],
        "shown": [],
        "switches": [{"kind": kind, "words": words.format(n="0 and of 1")} for kind, words in switches.items()],
    }


def faults(oracle: "Oracle") -> list[str]:
    """Places that are said to be out of scope, and that a case stands in."""
    found = []
    for prepared in oracle.prepared(0):
        dtype, kinds = place(oracle, prepared) or ("", [])
        found += [
            f"problem.toml: stability puts {dtype} {kind} out of scope, and case {prepared.case.name!r} stands there."
            for kind in kinds
            if out_of_scope(oracle.problem.stability, dtype, kind)
        ]
    return found
