"""`python -m bench.held_out`: what the judge says of wrong solutions that nobody who wrote it has seen.

They lie beside this file, one TOML for each problem, written from the statements alone, without a look at the shipped
wrong submissions. Each says which explanations are true of it: `misconception:STEM` of a shipped submission, or
`relation:KIND` of what is said of its numbers. Any other explanation is false, however well it sounds.

`python -m bench.held_out shipped` hands in what ships instead: each wrong submission is to be told its own docstring,
and an accepted one nothing.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.judge.attempt import Job
from app.judge.diagnose import misconception
from app.judge.judge import Judge

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class HeldOut:
    """One wrong solution."""

    slug: str
    name: str
    mistake: str
    true: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Told:
    """What the judge said of it: `what` as in `true`, or "" for nothing."""

    verdict: str
    what: str
    text: str

    def rate(self, of: HeldOut) -> str:
        if self.verdict != "wrong_answer":
            return "not wrong"
        return "none" if not self.what else "true" if self.what in of.true else "false"


def held_out() -> Iterator[HeldOut]:
    """All of them, by problem."""
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text())["wrong"]:
            yield HeldOut(path.stem, entry["name"], entry["mistake"], tuple(entry["true"]), entry["code"])


def tell(judge: Judge, solution: HeldOut, salt: int = 1) -> Told:
    """Hand it in as a learner would."""
    job = Job(solution.name, solution.slug, solution.code, salt=salt)
    report: dict[str, Any] = judge.judge(job, lambda event: None)
    if diagnosis := report.get("diagnosis"):
        return Told(report["verdict"], f"misconception:{diagnosis['submission']}", diagnosis["text"])
    if relation := report.get("relation"):
        return Told(report["verdict"], f"relation:{relation['kind']}", f"{relation['text']} ({relation['check']})")
    return Told(report["verdict"], "", report["sentence"])


def misnamed(judge: Judge, slug: str, salt: int = 1) -> Iterator[str]:
    """What is wrong with what is said of the shipped submissions of a problem; nothing, if all is well."""
    oracle = judge.problems[slug]
    for path in oracle.misconceptions:
        source = path.read_text()
        told = tell(judge, HeldOut(slug, path.stem, "", (), source), salt)
        if told.text != misconception(source):
            yield f"{slug}/{path.stem} is told as {told.what or 'nothing'}"
    for path in sorted((oracle.problem.folder / "submissions" / "accepted").glob("*.py")):
        told = tell(judge, HeldOut(slug, path.stem, "", (), path.read_text()), salt)
        if told.what or told.verdict != "accepted":
            yield f"{slug}/{path.stem} is accepted, and told as {told.what or told.verdict}"
