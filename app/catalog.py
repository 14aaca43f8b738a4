"""The problems: each folder becomes one frozen `Problem`, read once, without torch.

A folder that cannot be read takes nobody else down: it is left out, and `Catalog.broken` says why in a sentence.
`app/problem_check.py` looks closer, for authors.
"""

import difflib
import hashlib
import logging
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from app import quality
from app.gates import COUNTS, DURING, REFERENCE, Formula, Gate
from app.stability import KEYS

log = logging.getLogger("torchyard.catalog")

Strings = tuple[str, ...]
Difficulty = Literal["easy", "medium", "hard"]
Kind = Literal["function", "backward", "module", "stateful", "python", "repair"]
DIFFICULTIES: Strings = get_args(Difficulty)
KINDS: Strings = get_args(Kind)
# What a right answer may still lack: a check each, switched on by the problem. The first three name arguments.
NAMING = ("expanded", "batch_sizes", "vmap")
SWITCHES = (*NAMING, "autocast", "deterministic", "no_alias", "no_global_state")
UNVERIFIED = ("CPU equals GPU",)  # declared, and held against nothing: no GPU has judged this bank
CHECKS = ("gradients", "absent", "double_backward", "unchanged", "noncontiguous", "out", *SWITCHES)
MARKS = ("gradients", "by_hand", "numerics", "repair", "forbidden")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BrokenProblem(Exception):
    """A problem folder that cannot be used; `sentences` say all that is wrong with it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


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
            s: q for s, q in measured.items() if s in self and q.revision == revision(self[s].folder, is_measured)
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
    reader = _Reader(folder)
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


def revision(folder: Path, counts: Callable[[PurePath], bool] = lambda inside: True) -> str:
    """Twelve hex digits that change with any byte of any file of the problem, or of those that count."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if (
            path.is_file()
            and not any(part.startswith((".", "__pycache__")) for part in inside.parts)
            and counts(inside)
        ):
            content = path.read_bytes()
            # Lengths keep two files from passing for one with a longer name or content.
            digest.update(f"{inside.as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def is_measured(inside: PurePath) -> bool:
    """Whether mutation analysis depends on a file of a problem: on no text, and on no submission that is to fail."""
    kept = inside.parts[0] != "submissions" or inside.parts[1] == "accepted"
    return kept and inside.suffix in (".py", ".toml")


def first_sentence(markdown: str) -> str:
    """The first sentence of a text, without its markup: the summary of a problem that gives none."""
    plain = re.sub(r"[`*_$#]", "", markdown.strip().split("\n\n", 1)[0]).replace("\n", " ")
    found = re.match(r".*?[.!?](?=\s|$)", plain)
    return (found.group() if found else plain).strip()


class _Reader:
    """Reads typed values out of a folder and collects what is wrong instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sentences: list[str] = []

    def complain(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def file(self, name: str, *, required: bool = True) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            if required:
                self.complain(f"{name} is missing.")
        except (OSError, UnicodeDecodeError) as error:
            self.complain(f"{name} cannot be read: {error}.")
        return ""

    def solution(self) -> tuple[str, str]:
        """The accepted solution that learners get to see: the first in alphabetical order."""
        accepted = sorted((self.folder / "submissions" / "accepted").glob("*.py"))
        if not accepted:
            self.complain("submissions/accepted holds no solution.")
            return "", ""
        return accepted[0].name, self.file(f"submissions/accepted/{accepted[0].name}")

    def toml(self) -> dict[str, Any]:
        text = self.file("problem.toml")
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.complain(f"problem.toml is not valid TOML: {error}.")
            # Nothing in it is known, so nothing in it is missing either.
            raise BrokenProblem(self.sentences) from None
        known = ("title", "difficulty", "topics", "tracks", "needs", "functions", "forbid", "kind", "summary")
        self.unknown(table, (*known, "checks", "outputs", "probes", "sizes", "gates", "stability", "limits"), "")
        return table

    def unknown(self, table: Mapping[str, Any], known: Strings, where: str) -> None:
        for key in table:
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                hint = f" Did you mean {where}{close[0]}?" if close else f" Known are {', '.join(known)}."
                self.complain(f"problem.toml: {where}{key} is not a key.{hint}")

    def table(self, parent: Mapping[str, Any], key: str, known: Strings) -> dict[str, Any]:
        value = parent.get(key, {})
        if not isinstance(value, dict):
            self.complain(f"problem.toml: {key} must be a table.")
            return {}
        self.unknown(value, known, f"{key}.")
        return value

    def string(self, table: Mapping[str, Any], key: str, *, required: bool = False, where: str = "") -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.complain(f"problem.toml: {where}{key} must be a text, not {value!r}.")
            return ""
        if required and not value.strip():
            self.complain(f"problem.toml: {where}{key} is missing.")
        return value.strip()

    def choice(self, table: Mapping[str, Any], key: str, known: Strings, default: str | None, where: str = "") -> str:
        value = table.get(key, default)
        if value in known:
            return str(value)
        if value is None:
            self.complain(f"problem.toml: {where}{key} is missing; it is one of {', '.join(known)}.")
        else:
            close = difflib.get_close_matches(str(value), known, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"It is one of {', '.join(known)}."
            self.complain(f"problem.toml: {where}{key} cannot be {value!r}. {hint}")
        return known[0]

    def strings(self, table: Mapping[str, Any], key: str, *, required: bool = False, where: str = "") -> Strings:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.complain(f"problem.toml: {where}{key} must be a list of texts, not {value!r}.")
            return ()
        if required and not value:
            self.complain(f"problem.toml: {where}{key} is missing.")
        return tuple(value)

    def flag(self, table: Mapping[str, Any], key: str, *, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self.complain(f"problem.toml: checks.{key} must be true or false, not {value!r}.")
            return default
        return value

    def number(self, table: Mapping[str, Any], key: str, default: float) -> float:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
            self.complain(f"problem.toml: limits.{key} must be a number above zero, not {value!r}.")
            return default
        return value

    def by_function(self, table: Mapping[str, Any], functions: Strings, where: str) -> Mapping[str, Strings]:
        return MappingProxyType({name: self.strings(table, name, where=where) for name in table if name in functions})

    def gradients(self, checks: Mapping[str, Any], functions: Strings, key: str) -> Mapping[str, Strings]:
        """A list holds for every function; a table names the arguments for each."""
        value = checks.get(key, [])
        if isinstance(value, dict):
            self.unknown(value, functions, f"checks.{key}.")
            return self.by_function(value, functions, f"checks.{key}.")
        names = self.strings(checks, key, where="checks.")
        return MappingProxyType(dict.fromkeys(functions, names) if names else {})

    def outputs(self, table: Mapping[str, Any], functions: Strings) -> Mapping[str, Strings]:
        return self.by_function(self.table(table, "outputs", functions), functions, "outputs.")

    def probes(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        """Name of a step → what it is, in a few words: `scores = "queries against keys, scaled"`."""
        value = table.get("probes", {})
        if not isinstance(value, dict) or not all(isinstance(text, str) and text.strip() for text in value.values()):
            self.complain('problem.toml: probes must be a table of texts, such as scores = "queries against keys".')
            return MappingProxyType({})
        for name in value:
            if not name.isidentifier():
                self.complain(f"problem.toml: probes.{name} must be a word, as a variable is named.")
        return MappingProxyType({name: text.strip() for name, text in value.items()})

    def sizes(self, table: Mapping[str, Any]) -> Mapping[str, Strings]:
        """Argument → names of its dimensions, or of its length or its value: `x = "B T D"`, `text = "n"`."""
        value = table.get("sizes", {})
        if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
            self.complain('problem.toml: sizes must be a table of texts, such as x = "B T D".')
            return MappingProxyType({})
        named = {argument: tuple(names.split()) for argument, names in value.items()}
        for argument, names in named.items():
            for name in names:
                if not name.isidentifier() or name == REFERENCE:
                    self.complain(f"problem.toml: sizes.{argument} names a size {name!r}; it must be a word.")
        return MappingProxyType(named)

    def stability(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        """Places of the stability map → why they are out of scope: `float16 = "sums of thousands are taught here"`."""
        given = self.table(table, "stability", KEYS)
        return MappingProxyType({key: self.string(given, key, required=True, where="stability.") for key in given})

    def gates(self, table: Mapping[str, Any], functions: Strings, sizes: Collection[str]) -> Mapping[str, Gate]:
        value = table.get("gates", {})
        if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
            self.complain("problem.toml: gates must be tables with a name each, such as [gates.projections].")
            return MappingProxyType({})
        return MappingProxyType({name: self.gate(name, entry, functions, sizes) for name, entry in value.items()})

    def gate(self, name: str, table: Mapping[str, Any], functions: Strings, sizes: Collection[str]) -> Gate:
        where = f"gates.{name}."
        known = ("counts", "most", "least", "why", "of", "reading", "dtype", "during", "calls", "cases")
        self.unknown(table, known, where)
        before = len(self.sentences)
        gate = Gate(
            name=name,
            counts=self.choice(table, "counts", tuple(COUNTS), None, where),
            most=self.formula(table, "most", where, sizes),
            least=self.formula(table, "least", where, sizes),
            why=self.string(table, "why", required=True, where=where),
            of=self.strings(table, "of", where=where),
            reading=self.strings(table, "reading", where=where),
            dtype=self.strings(table, "dtype", where=where),
            during=self.choice(table, "during", DURING, "forward", where),
            calls=self.strings(table, "calls", where=where),
            cases=self.strings(table, "cases", where=where),
        )
        if len(self.sentences) == before and gate.most is None and gate.least is None:
            self.complain(f"problem.toml: {where}most or {where}least is needed.")
        if gate.counts not in ("ops", "flops") and (gate.of or gate.reading or gate.dtype):
            self.complain(f"problem.toml: {where}of, reading and dtype choose operators, and {gate.counts} has none.")
        for call in gate.calls:
            if call not in functions:
                self.complain(f"problem.toml: {where}calls names {call!r}, which is none of functions.")
        return gate

    def formula(self, table: Mapping[str, Any], key: str, where: str, sizes: Collection[str]) -> Formula | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.complain(f"problem.toml: {where}{key} must be a number or a formula, not {value!r}.")
            return None
        try:
            formula = Formula(str(value))
        except ValueError as error:
            self.complain(f"problem.toml: {where}{key} = {value!r} {error}.")
            return None
        for name in sorted(formula.names - set(sizes) - {REFERENCE}):
            close = difflib.get_close_matches(name, [*sizes, REFERENCE], n=1)
            hint = f"Did you mean {close[0]}?" if close else "Name it in [sizes]."
            self.complain(f"problem.toml: {where}{key} speaks of {name}, which is no size. {hint}")
        return formula
