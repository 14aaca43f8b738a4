"""Two attempts at a problem beside each other, or one beside the reference: lines, cases and checks that changed.

Reports are read leniently: what is not there was not judged, and nothing here decides anything.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalog import Problem
from app.models import Attempt
from app.templating import verdict_word
from app.views import DIFF_LINES

REFERENCE = "reference"  # stands where an attempt's id would
MOST_CHECKS = 40
JUDGED = ("passed", "failed", "error")


@dataclass(frozen=True)
class Side:
    """What stands on one side."""

    value: str  # an attempt's id, or REFERENCE
    title: str
    note: str
    code: str
    accepted: bool
    cases: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    attempt: Attempt | None = None

    @classmethod
    def of_attempt(cls, attempt: Attempt) -> "Side":
        listed = (attempt.report or {}).get("cases") or []
        return cls(
            value=attempt.id,
            title=f"Attempt {attempt.number}",
            note=told(attempt),
            code=attempt.code,
            accepted=attempt.verdict == "accepted",
            cases={str(case["name"]): case for case in listed if isinstance(case, dict) and "name" in case},
            attempt=attempt,
        )

    @classmethod
    def of_reference(cls, problem: Problem) -> "Side":
        name = problem.solution_name.removesuffix(".py").replace("_", " ")
        return cls(value=REFERENCE, title="Reference", note=name, code=problem.solution, accepted=True)


def told(attempt: Attempt) -> str:
    """What came of it, in a word or two."""
    if attempt.status != "done":
        return "waits to be judged" if attempt.status == "queued" else "is being judged"
    word = verdict_word(attempt.verdict) if attempt.verdict else "Cancelled"
    return f"{word.lower()}{', run' if attempt.mode == 'run' else ''}"


def flips(left: Side, right: Side) -> list[dict[str, Any]]:
    """Every case of the two, and whether it changed; those that changed first, then in the judge's order."""
    rows = [
        {
            "name": name,
            "public": bool((right.cases.get(name) or left.cases[name]).get("public")),
            "left": (before := _status(left, name)),
            "right": (after := _status(right, name)),
            "change": _change(before, after),
        }
        for name in dict.fromkeys([*right.cases, *left.cases])
    ]
    return sorted(rows, key=lambda row: {"fails": 0, "passes": 1}.get(str(row["change"]), 2))


def _status(side: Side, name: str) -> str:
    status = side.cases.get(name, {}).get("status")
    return status if status in JUDGED else "skipped"


def _change(before: str, after: str) -> str:
    """A case that was not run on one side has not changed."""
    if "skipped" in (before, after) or (before == "passed") == (after == "passed"):
        return ""
    return "passes" if after == "passed" else "fails"


def checks(left: Side, right: Side) -> list[dict[str, str]]:
    """The checks of cases that both judged, where one fails and the other does not, or not in as many values."""

    def differing() -> Iterator[dict[str, str]]:
        for name, case in right.cases.items():
            before, after = _checks(left.cases.get(name, {})), _checks(case)
            for check in [*before, *(check for check in after if check not in before)]:
                texts = _said(before.get(check)), _said(after.get(check))
                if texts[0] != texts[1]:
                    yield {"case": name, "check": check_word(check), "left": texts[0], "right": texts[1]}

    return [row for row, _ in zip(differing(), range(MOST_CHECKS), strict=False)]


def _checks(case: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    listed = case.get("checks") or []
    return {str(check.get("name")): check for check in listed if isinstance(check, dict)}


def _said(check: Mapping[str, Any] | None) -> str:
    status = (check or {}).get("status", "skipped")
    if check is None or status == "skipped":
        return "not run"
    if status == "passed":
        return "agrees"
    wrong, total = check.get("mismatched") or 0, check.get("total") or 0
    return f"{wrong:,} of {total:,} off" if wrong and total > 1 else "failed"


def check_word(name: str) -> str:
    """As in `checkTitle` of static/checks.js."""
    if name == "forward":
        return "Output"
    if name.startswith("grad "):
        return f"Gradient of {name[5:].removeprefix('weights.')}"
    return name[:1].upper() + name[1:] if " " in name else name


def lines(left: str, right: str) -> list[dict[str, str]]:
    """Both texts as one, for a browser without scripts: what goes, what comes, what stays."""
    before, after = left.splitlines(), right.splitlines()
    if len(before) + len(after) > DIFF_LINES:
        return [{"kind": "del", "text": text} for text in before] + [{"kind": "add", "text": text} for text in after]
    rows = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            rows += [{"kind": "", "text": text} for text in before[a:b]]
            continue
        rows += [{"kind": "del", "text": text} for text in before[a:b]]
        rows += [{"kind": "add", "text": text} for text in after[c:d]]
    return rows
