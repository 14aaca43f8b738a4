"""The words of a report: verdicts for machines, sentences for people."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic_core import to_json


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    FORBIDDEN_API = "forbidden_api"
    JUDGE_ERROR = "judge_error"


@dataclass
class Check:
    """One comparison: a value, a gradient, or a property, with everything needed to see the difference."""

    name: str
    status: str = "passed"  # passed | failed | skipped
    message: str = ""
    max_abs: float | str | None = None  # "inf" and "nan" are strings: JSON has no such numbers
    max_rel: float | str | None = None
    ulp: float | None = None
    mismatched: int = 0
    total: int = 0
    first_bad_index: list[int] | None = None
    tolerance: dict[str, float] | None = None
    fields: dict[str, Any] | None = None
    expected: dict[str, Any] | None = None
    actual: dict[str, Any] | None = None
    diff: dict[str, Any] | None = None
    survey: dict[str, Any] | None = None  # all errors in a few numbers, where something is wrong: app/judge/survey.py

    def fail(self, message: str) -> "Check":
        self.status, self.message = "failed", message
        return self


@dataclass
class CaseResult:
    name: str
    public: bool
    status: str = "skipped"  # passed | failed | error | skipped
    seconds: float = 0.0
    sentence: str = ""
    input: list[dict[str, Any]] | None = None
    checks: list[Check] = field(default_factory=list)
    output: str | None = None

    def describe(self) -> dict[str, Any]:
        """JSON. Not dataclasses.asdict: that copies every number of every preview, twice the cost of comparing them."""
        return {**vars(self), "checks": [vars(check) for check in self.checks]}


LATER = ("counterexample", "stability")  # what of a report may be found, or found out wholly, after it was told


@dataclass
class Report:
    """What the learner is told about an attempt; `describe` is its JSON."""

    problem: str
    revision: str
    mode: str
    device: str
    seed: int
    verdict: Verdict = Verdict.JUDGE_ERROR
    sentence: str = ""
    cancelled: bool = False
    passed: int = 0
    total: int = 0
    cases: list[CaseResult] = field(default_factory=list)
    stability: dict[str, Any] | None = None  # where each case stands on the stability map: app/judge/stability.py
    diagnosis: dict[str, Any] | None = None
    probes: list[Check] = field(default_factory=list)  # steps on the way, in the first case that did not pass
    probed: dict[str, Any] | None = None  # which case that is, and where to look
    shapes: dict[str, Any] | None = None  # of the variables, by line, in one public case
    relation: dict[str, Any] | None = None  # what kind of wrong it is, where no diagnosis says it
    counterexample: dict[str, Any] | None = None  # the smallest input that fails the same way; it comes later
    output: str = ""
    output_truncated: bool = False
    error: dict[str, Any] | None = None
    forbidden: list[dict[str, Any]] = field(default_factory=list)
    scratch: dict[str, Any] | None = None
    cost: dict[str, Any] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        verdict = None if self.cancelled else self.verdict
        cases, probes = [case.describe() for case in self.cases], [vars(probe) for probe in self.probes]
        return {**vars(self), "verdict": verdict, "cases": cases, "probes": probes}


def described(event: dict[str, Any]) -> dict[str, Any]:
    """JSON of an event, as it is told."""
    case = event.get("case")
    return {**event, "case": case.describe()} if isinstance(case, CaseResult) else event


def encode(message: dict[str, Any]) -> bytes:
    """One line of JSON whose text every database and browser takes."""
    try:
        line = to_json(message)
        sound = b"\\u0000" not in line
    except ValueError:  # half of a surrogate pair
        sound = False
    return (line if sound else to_json(clean(message))) + b"\n"


def clean(value: Any) -> Any:
    """Text that every database and browser takes: no half of a surrogate pair, no NUL."""
    if isinstance(value, str):
        return (
            value
            if value.isascii() and "\0" not in value
            else value.encode(errors="replace").decode().replace("\0", "�")
        )
    if isinstance(value, dict):
        return {key: clean(part) for key, part in value.items()}
    if isinstance(value, list) and any(isinstance(part, str | dict | list) for part in value):
        return [clean(part) for part in value]
    return value
