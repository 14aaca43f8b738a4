"""The stability map of a problem: where its cases stand, what is shown elsewhere, what is out of scope or open."""

from typing import TYPE_CHECKING, Any

from app.judge.cases import SALTS
from app.judge.place import taken
from app.judge.robustness import WORDS
from app.judge.shown import places
from app.stability import DTYPES, EDGES, PLACES, SIZES, Spot, covered, grouped, is_exact, key_of, out_of_scope

if TYPE_CHECKING:
    from app.judge.oracle import Oracle


def chart_of(oracle: "Oracle", salt: int) -> dict[str, Any] | None:
    """The map of a problem, made once."""
    made: dict[str, Any] | None = oracle.remembered(("stability", salt), lambda: chart(oracle, salt))
    return made


def chart(oracle: "Oracle", salt: int = 0) -> dict[str, Any] | None:
    """The map, as the report has it; None where no case has a float tensor.

    `cells` holds the numbers of the cases that stand in each place, `outside` what is out of scope, `elsewhere` where
    an accepted answer is shown (`app/judge/shown.py`), `shown` what it did there, `switches` what else is asked of it.
    """
    cells = taken(oracle, salt)
    if not cells:
        return None
    declared = oracle.problem.stability
    reasons = {spot: out_of_scope(declared, *spot) for spot in PLACES if spot not in cells}
    elsewhere = [one for one in places(oracle) if (one.dtype, one.kind) not in cells]
    switches = {kind: WORDS[kind].check for kind in oracle.problem.checks.switched_on}
    return {
        "dtypes": list(DTYPES),
        "sizes": {kind: list(words) for kind, words in SIZES.items()},
        "edges": {kind: list(words) for kind, words in EDGES.items()},
        "cells": [{"dtype": dtype, "kind": kind, "cases": cases} for (dtype, kind), cases in sorted(cells.items())],
        "outside": [{"dtype": d, "kind": kind, "reason": why} for (d, kind), why in reasons.items() if why is not None],
        "elsewhere": [{"dtype": one.dtype, "kind": one.kind} for one in elsewhere],
        "shown": [],
        "switches": [{"kind": kind, "words": words.format(n="0 and of 1")} for kind, words in switches.items()],
    }


def missing(oracle: "Oracle") -> set[Spot]:
    """Places that are neither required, nor shown, nor out of scope, with some salt."""
    if not taken(oracle):
        return set()
    known = {(one.dtype, one.kind) for one in places(oracle)}
    known |= {spot for key in oracle.problem.stability for spot in covered(key)}
    return {spot for salt in SALTS for spot in PLACES if spot not in known and spot not in taken(oracle, salt)}


def unaccounted(oracle: "Oracle") -> list[str]:
    """What is missing, as the keys that would declare it."""
    keys = [f'"{key}"' for key in grouped(missing(oracle))]
    return [f"problem.toml: stability leaves open {', '.join(keys)}."] if keys else []


def faults(oracle: "Oracle") -> list[str]:
    """Reasons that a case contradicts, and those that no place is left for."""
    found = []
    cases, cells, declared = oracle.prepared(0), taken(oracle), oracle.problem.stability
    used = {key_of(declared, *spot) for spot in PLACES if spot not in cells}
    for key in declared:
        inside = [spot for spot in covered(key) if spot in cells and is_exact(key)]
        for dtype, kind in inside:
            name = cases[cells[dtype, kind][0]].case.name
            found.append(f"problem.toml: stability puts {dtype} {kind} out of scope, and case {name!r} stands there.")
        if not inside and key not in used:
            found.append(f"problem.toml: stability gives a reason for {key!r}, and no place is left for it.")
    return found
