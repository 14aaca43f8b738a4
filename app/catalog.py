"""The problems: each folder becomes one frozen `Problem`, read once, without torch.

A folder that cannot be read takes nobody else down: it is left out, and `Catalog.broken` says why in a sentence.
`app/problem_check.py` looks closer, for authors.
"""

import difflib
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Literal, cast, get_args

from app import quality
from app.gates import Gate
from app.problem_reader import BrokenProblem, Reader, Strings

log = logging.getLogger("torchyard.catalog")

Difficulty = Literal["easy", "medium", "hard"]
Kind = Literal["function", "backward", "module", "stateful", "python", "repair"]
DIFFICULTIES: Strings = get_args(Difficulty)
KINDS: Strings = get_args(Kind)
# What a right answer may still lack: a check each, switched on by the problem. The first three name arguments.
NAMING = ("expanded", "batch_sizes", "vmap")
SWITCHES = (*NAMING, "autocast", "deterministic", "no_alias", "no_global_state")
CHECKS = ("gradients", "absent", "double_backward", "unchanged", "noncontiguous", "out", *SWITCHES)
MARKS = ("gradients", "by_hand", "numerics", "repair", "forbidden")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REASONS = re.compile(rb"^\[stability\].*\n(?:(?!\[).*\n?)*", re.MULTILINE)


@dataclass(frozen=True)
class Checks:
    """What is compared beside the values. `gradients` and `absent` name arguments for each function."""

    gradients: Mapping[str, Strings]
    absent: Mapping[str, Strings]
    double_backward: bool
    unchanged: bool
    noncontiguous: bool
    out: Strings
    expanded: Mapping[str, Strings]
    batch_sizes: Mapping[str, Strings]
    vmap: Mapping[str, Strings]
    autocast: bool
    deterministic: bool
    no_alias: bool
    no_global_state: bool

    @property
    def switched_on(self) -> Strings:
        """The SWITCHES that this problem asks for."""
        named = tuple(name for name in NAMING if any(getattr(self, name).values()))
        return named + tuple(name for name in SWITCHES if name not in NAMING and getattr(self, name))


@dataclass(frozen=True)
class Limits:
    """What one attempt may use."""

    wall_seconds: float
    memory_mib: int
    output_kib: int


@dataclass(frozen=True)
class Problem:
    """Everything about a problem that the web side knows."""

    slug: str
    folder: Path = field(repr=False)
    revision: str
    title: str
    difficulty: Difficulty
    kind: Kind
    summary: str
    topics: Strings
    tracks: Strings
    needs: Strings
    functions: Strings
    forbid: Strings
    checks: Checks
    outputs: Mapping[str, Strings]
    probes: Mapping[str, str]  # name of a step on the way → what it is
    sizes: Mapping[str, Strings]
    stability: Mapping[str, str]  # what is out of scope on the stability map → why
    gates: Mapping[str, Gate]
    limits: Limits
    statement: str = field(repr=False)
    starter: str = field(repr=False)
    hints_md: str = field(repr=False)
    editorial: str = field(repr=False)
    solution: str = field(repr=False)
    solution_name: str

    @property
    def url(self) -> str:
        return f"/problems/{self.slug}"

    @cached_property
    def marks(self) -> Strings:
        """What sets this problem apart, for the small signs in lists; in the order of `MARKS`."""
        has = {
            "gradients": bool(self.checks.gradients),
            "by_hand": self.kind == "backward",
            "numerics": "numerics" in self.topics,
            "repair": self.kind == "repair",
            "forbidden": bool(self.forbid),
        }
        return tuple(mark for mark in MARKS if has[mark])

    @cached_property
    def words(self) -> str:
        """What a search looks through."""
        parts = (self.title, self.slug, *self.topics, *self.tracks, *self.functions, self.summary, self.statement)
        return " ".join(parts).casefold()


class Catalog(Mapping[str, Problem]):
    """All readable problems by slug, in the order to solve them; and why the others are not readable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.broken: dict[str, str] = {}
        found: list[Problem] = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if not path.is_dir() or path.name.startswith((".", "_")):
                continue
            try:
                found.append(load(path))
            except BrokenProblem as error:
                self.broken[path.name] = str(error)
                log.error("Problem %s is left out: %s", path.name, error)
        self._problems = {problem.slug: problem for problem in in_order(found)}
        measured = quality.read(folder)
        # What was measured of older cases says nothing about these.
        self.quality = {
            s: q for s, q in measured.items() if s in self and q.revision == measured_revision(self[s].folder)
        }

    def __getitem__(self, slug: str) -> Problem:
        return self._problems[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def neighbours(self, slug: str) -> tuple[Problem | None, Problem | None]:
        """The problems before and after this one."""
        slugs = list(self)
        at = slugs.index(slug)
        before = self[slugs[at - 1]] if at > 0 else None
        after = self[slugs[at + 1]] if at + 1 < len(slugs) else None
        return before, after

    def resembling(self, slug: str) -> list[Problem]:
        """The problems that somebody who typed this slug may have meant."""
        return [self[close] for close in difflib.get_close_matches(slug.lower(), list(self), n=3, cutoff=0.6)]


def in_order(problems: Collection[Problem]) -> list[Problem]:
    """Easy ones first, among those what others build on, and nothing before what it needs itself."""
    needed = Counter(slug for problem in problems for slug in problem.needs)

    def rank(problem: Problem) -> tuple[int, int, str]:
        return DIFFICULTIES.index(problem.difficulty), -needed[problem.slug], problem.title.casefold()

    waiting = {problem.slug: problem for problem in sorted(problems, key=rank)}
    ordered: list[Problem] = []

    def take(slug: str) -> None:
        problem = waiting.pop(slug, None)  # gone when it was taken already, or is being taken: needs may run in circles
        if problem is not None:
            for need in sorted(problem.needs):
                take(need)
            ordered.append(problem)

    while waiting:
        take(next(iter(waiting)))
    return ordered


def load(folder: Path) -> Problem:
    """Read one folder, or raise `BrokenProblem` with all that is wrong."""
    reader = Reader(folder)
    if not SLUG.fullmatch(folder.name):
        reader.complain(f"The folder name {folder.name!r} must be lower-case words joined by hyphens.")
    table = reader.toml()
    functions = reader.strings(table, "functions", required=True)
    checks = reader.table(table, "checks", CHECKS)
    limits = reader.table(table, "limits", ("wall_seconds", "memory_mib", "output_kib"))
    sizes = reader.sizes(table)
    statement = reader.file("statement.md")
    solution_name, solution = reader.solution()
    problem = Problem(
        slug=folder.name,
        folder=folder,
        revision=revision(folder),
        title=reader.string(table, "title", required=True),
        difficulty=cast(Difficulty, reader.choice(table, "difficulty", DIFFICULTIES, None)),
        kind=cast(Kind, reader.choice(table, "kind", KINDS, "function")),
        summary=reader.string(table, "summary") or first_sentence(statement),
        topics=reader.strings(table, "topics", required=True),
        tracks=reader.strings(table, "tracks"),
        needs=reader.strings(table, "needs"),
        functions=functions,
        forbid=reader.strings(table, "forbid"),
        checks=Checks(
            gradients=reader.gradients(checks, functions, "gradients"),
            absent=reader.gradients(checks, functions, "absent"),
            double_backward=reader.flag(checks, "double_backward", default=False),
            unchanged=reader.flag(checks, "unchanged", default=True),
            noncontiguous=reader.flag(checks, "noncontiguous", default=True),
            out=reader.strings(checks, "out", where="checks."),
            expanded=reader.gradients(checks, functions, "expanded"),
            batch_sizes=reader.gradients(checks, functions, "batch_sizes"),
            vmap=reader.gradients(checks, functions, "vmap"),
            autocast=reader.flag(checks, "autocast", default=False),
            deterministic=reader.flag(checks, "deterministic", default=False),
            no_alias=reader.flag(checks, "no_alias", default=False),
            no_global_state=reader.flag(checks, "no_global_state", default=False),
        ),
        outputs=reader.outputs(table, functions),
        probes=reader.probes(table),
        sizes=sizes,
        stability=reader.stability(table),
        gates=reader.gates(table, functions, {name for names in sizes.values() for name in names}),
        limits=Limits(
            wall_seconds=reader.number(limits, "wall_seconds", 5.0),
            memory_mib=int(reader.number(limits, "memory_mib", 512)),
            output_kib=int(reader.number(limits, "output_kib", 64)),
        ),
        statement=statement,
        starter=reader.file("starter.py"),
        hints_md=reader.file("hints.md", required=False),
        editorial=reader.file("editorial.md", required=False),
        solution=solution,
        solution_name=solution_name,
    )
    if reader.sentences:
        raise BrokenProblem(reader.sentences)
    return problem


def revision(
    folder: Path,
    counts: Callable[[PurePath], bool] = lambda inside: True,
    read: Callable[[Path], bytes] = Path.read_bytes,
) -> str:
    """Twelve hex digits that change with any byte of any file of the problem, or of those that count."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if (
            path.is_file()
            and not any(part.startswith((".", "__pycache__")) for part in inside.parts)
            and counts(inside)
        ):
            content = read(path)
            # Lengths keep two files from passing for one with a longer name or content.
            digest.update(f"{inside.as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def is_measured(inside: PurePath) -> bool:
    """Whether mutation analysis depends on a file of a problem: on no text, and on no submission that is to fail."""
    kept = inside.parts[0] != "submissions" or inside.parts[1] == "accepted"
    return kept and inside.suffix in (".py", ".toml")


def measured_revision(folder: Path) -> str:
    """Changes with whatever mutation analysis depends on; the reasons of `[stability]` are for people."""

    def read(path: Path) -> bytes:
        content = path.read_bytes()
        return REASONS.sub(b"", content).rstrip(b"\n") + b"\n" if path.name == "problem.toml" else content

    return revision(folder, is_measured, read)


def first_sentence(markdown: str) -> str:
    """The first sentence of a text, without its markup: the summary of a problem that gives none."""
    plain = re.sub(r"[`*_$#]", "", markdown.strip().split("\n\n", 1)[0]).replace("\n", " ")
    found = re.match(r".*?[.!?](?=\s|$)", plain)
    return (found.group() if found else plain).strip()
