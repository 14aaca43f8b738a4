"""Gates of a case: their limits for its sizes, and the checks that hold counts against them.

What the reference uses is counted here, in the judge's own process. What a submission uses is counted in its runner,
and taken as a claim.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from app.catalog import Problem
from app.gates import COUNTS, REFERENCE, Formula, Gate
from app.judge.cases import Case
from app.judge.cost import Counts
from app.judge.verdict import Check


@dataclass(frozen=True)
class Limit:
    """A gate with its numbers for one case; `reference` is what the reference uses, `sizes` those that have a name."""

    gate: Gate
    least: float | None
    most: float | None
    reference: int
    sizes: Mapping[str, float] = field(default_factory=dict)


def gates_of(problem: Problem, case: Case) -> list[Gate]:
    """Those that hold for a case. Raises LookupError for a name that problem.toml does not have."""
    if case.gates is not None:
        return [gate if isinstance(gate, Gate) else problem.gates[gate] for gate in case.gates]
    return [gate for gate in problem.gates.values() if gate.holds(case.call, case.name)]


def asked(gates: Sequence[Gate], labels: Sequence[str]) -> dict[str, Any] | None:
    """What the runner must count: which arguments to watch, and whether to look at two things that cost time."""
    if not gates:
        return None
    patterns = [pattern for gate in gates for pattern in gate.reading]
    watched = [label for label in labels if Gate.matches(patterns, label)]
    return {
        "watched": watched,
        "saved": any(gate.counts == "saved" for gate in gates),
        "steps": any(gate.counts == "steps" for gate in gates),
    }


def limits(
    gates: Sequence[Gate], sizes: Mapping[str, Sequence[str]], arguments: Mapping[str, Any], reference: Counts
) -> tuple[Limit, ...]:
    """The numbers of `gates` for these arguments. Raises ValueError, LookupError or ArithmeticError."""
    found = []
    named = _named(sizes, arguments) if gates else {}
    for gate in gates:
        theirs = used(gate, reference)
        needed = gate.names - {REFERENCE}
        names = _measured(sizes, arguments, needed) | {REFERENCE: float(theirs)}

        def value(formula: Formula | None, names: dict[str, float] = names) -> float | None:
            return None if formula is None else formula(names)

        found.append(Limit(gate, value(gate.least), value(gate.most), theirs, named))
    return tuple(found)


def _named(sizes: Mapping[str, Sequence[str]], arguments: Mapping[str, Any]) -> dict[str, float]:
    """Every size that has a name and that these arguments have, for the report."""
    found: dict[str, float] = {}
    for label, names in sizes.items():
        with contextlib.suppress(LookupError, TypeError, ValueError):
            found |= dict(zip(names, _numbers(_find(arguments, label)), strict=True))
    return found


def _measured(sizes: Mapping[str, Sequence[str]], arguments: Mapping[str, Any], needed: set[str]) -> dict[str, float]:
    """Name → number, of the sizes that are needed."""
    found: dict[str, float] = {}
    for label, names in sizes.items():
        if not needed.intersection(names):
            continue
        numbers = _numbers(_find(arguments, label))
        if len(numbers) != len(names):
            raise ValueError(f"sizes.{label} has {len(names)} names, and `{label}` has {len(numbers)} dimensions")
        for name, number in zip(names, numbers, strict=True):
            if found.setdefault(name, number) != number:
                raise ValueError(f"the size {name} is {found[name]:g} and also {number:g}")
    return found


def _find(arguments: Mapping[str, Any], label: str) -> Any:
    value: Any = arguments
    rest = label
    while rest:
        # Names of weights hold dots themselves: "weights.qkv.weight" is the entry "qkv.weight" of `weights`.
        key = rest if isinstance(value, Mapping) and rest in value else rest.split(".", 1)[0]
        value = value[int(key)] if isinstance(value, list | tuple) else value[key]
        rest = rest[len(key) + 1 :]
    return value


def _numbers(value: Any) -> list[float]:
    if isinstance(value, Tensor):
        return [float(n) for n in value.shape]
    if isinstance(value, int | float):
        return [float(value)]
    return [float(len(value))]


def used(gate: Gate, counts: Counts) -> int:
    """How much of what a gate counts."""
    match gate.counts:
        case "memory":
            return counts.peak_during(gate.during)
        case "saved":
            return counts.saved
        case "steps":
            return counts.steps
    ops, flops = counts.select(gate.during, gate.of, gate.reading, gate.dtype)
    return ops if gate.counts == "ops" else flops


UNSEEN = (
    "Part of yours ran where it is not counted: in another thread, in an operator of its own, or with torch's modes "
    "switched off. Do it in the call itself."
)


def compare_counts(limits: Sequence[Limit], counts: Counts) -> list[Check]:
    """One check for each limit."""
    checks = []
    for limit in limits:
        gate, yours = limit.gate, used(limit.gate, counts)
        check = Check(gate.check, total=1)
        check.fields = {
            "gate": gate.name, "counts": gate.counts, "whole": gate.whole, "during": gate.during, "used": yours,
            "reference": limit.reference, "least": limit.least, "most": limit.most, "sizes": dict(limit.sizes),
        }  # fmt: skip
        check.expected = {"kind": "value", "text": _allowed(limit)}
        check.actual = {"kind": "value", "text": f"{yours:,} {_unit(gate)}"}
        if (limit.most is not None and yours > limit.most) or (limit.least is not None and yours < limit.least):
            check.mismatched = 1
            check.fail(f"{gate.why} Yours takes {yours:,} {_unit(gate)}{_where(gate)}; {_allowed(limit)}.")
        elif counts.strays and limit.most is not None and gate.counts != "steps":
            check.mismatched = 1
            check.fail(f"{gate.why} {UNSEEN}")
        checks.append(check)
    return checks


def broken_gates(checks: Sequence[Check]) -> set[str]:
    """The names of the gates among failed checks."""
    fields = [check.fields or {} for check in checks if check.status == "failed"]
    return {told["gate"] for told in fields if "gate" in told}


def _unit(gate: Gate) -> str:
    return COUNTS[gate.counts][1]


def _where(gate: Gate) -> str:
    """Which operators were looked at, and when."""
    parts = []
    if gate.of:
        parts.append(f" in {', '.join(gate.of)}")
    if gate.dtype:
        parts.append(f" that return {', '.join(gate.dtype)}")
    if gate.reading:
        parts.append(f" that read {', '.join(f'`{name}`' for name in gate.reading)}")
    if gate.during != "forward" and gate.counts not in ("saved", "steps"):
        parts.append(" in the backward pass" if gate.during == "backward" else " forward and backward")
    return "".join(parts)


def _allowed(limit: Limit) -> str:
    parts = []
    if limit.least is not None:
        parts.append(f"at least {_plain(limit.least)} are needed{_because(limit.gate.least, limit)}")
    if limit.most is not None:
        parts.append(f"at most {_plain(limit.most)} are allowed{_because(limit.gate.most, limit)}")
    return ", and ".join(parts)


def _because(formula: Formula | None, limit: Limit) -> str:
    """The formula, unless it is the number that was just said."""
    if formula is None or not formula.names:
        return ""
    told = formula.text.replace(REFERENCE, f"{limit.reference:,} of the reference")
    return f" ({told})"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:g}"
