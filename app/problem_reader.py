"""What stands in a problem's folder, read and typed; what is wrong with it, in sentences.

All of it is told at once: an author should not have to start again for every slip.
"""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.gates import COUNTS, DURING, REFERENCE, Formula, Gate
from app.stability import misspelt

Strings = tuple[str, ...]


class BrokenProblem(Exception):
    """A problem folder that cannot be used; `sentences` say all that is wrong with it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Reader:
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
        value = table.get("stability", {})
        if not isinstance(value, dict):
            self.complain("problem.toml: stability must be a table.")
            return MappingProxyType({})
        for wrong in filter(None, map(misspelt, value)):
            self.complain(f"problem.toml: {wrong}")
        return MappingProxyType({key: self.string(value, key, required=True, where="stability.") for key in value})

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
