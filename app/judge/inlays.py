"""Shapes by line as the editor shows them, and the operands of a line that failed in a sentence.

A runner says what it likes. Here a name must be one that stands on that line of the source, a size a whole number and
a dtype one of torch's: what is left cannot say more than a shape could.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from app.judge.checks import Malformed
from app.judge.shapes import MOST_DIMS, MOST_PARTS, MOST_READ, MOST_ROWS
from app.judge.wire import DTYPES

MOST = 1 << 53
USUAL = "float32"  # is not named
TOLD_PARTS = 3  # of a list, where they differ


@dataclass(frozen=True)
class Told:
    """A value in words; `about` is whether it is one tensor, several, or a number."""

    about: str  # tensor | parts | number
    text: str


@dataclass(frozen=True)
class Operand:
    """A name that a failing line reads, and the line where it got its value."""

    name: str
    value: Told
    line: int | None


@dataclass(frozen=True)
class Inlays:
    """What one call was seen to do."""

    lines: list[dict[str, Any]]  # {"line", "values": [{"name", "text", "last", "times", "failed"}]}, by line
    failed: int | None  # the line that raised
    operands: tuple[Operand, ...]
    cut: bool  # whether the call went on unwatched

    def sentence(self) -> str:
        """What the failing line's names are; empty where none of them is a tensor."""
        if not any(operand.value.about != "number" for operand in self.operands):
            return ""
        parts = [
            f"`{operand.name}` {'holds' if operand.value.about == 'parts' else 'is'} {operand.value.text}"
            + (f", from line {operand.line}" if operand.line else "")
            for operand in self.operands
        ]
        return f"Here {'; '.join(parts)}."


def read_inlays(answer: dict[str, Any], source: str) -> Inlays:
    """A runner's answer. Raises Malformed."""
    lines = [unicodedata.normalize("NFKC", line) for line in re.split("\r\n?|\n", source.removeprefix("\ufeff"))]
    found: dict[int, list[dict[str, Any]]] = {}
    try:
        for line, name, times, first, last in answer["rows"][:MOST_ROWS]:
            row = {"name": _name(name, line, lines), "text": _told(first).text, "last": None, "times": _number(times)}
            if (then := _told(last).text) != row["text"]:
                row["last"] = then
            found.setdefault(line, []).append(row | {"failed": False})
        failed: int | None = None
        operands: tuple[Operand, ...] = ()
        if answer["failed"] is not None:
            failed, read = answer["failed"]
            operands = tuple(_operand(lines, failed, *part) for part in read[:MOST_READ])
            found.setdefault(_line(failed, lines), []).extend(
                {"name": operand.name, "text": operand.value.text, "last": None, "times": 1, "failed": True}
                for operand in operands
                if operand.value.about != "number"
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed from error
    told = [{"line": line, "values": values} for line, values in sorted(found.items()) if values]
    return Inlays(told, failed, operands, answer.get("cut") is True)


def _line(line: Any, lines: list[str]) -> int:
    if type(line) is not int or not 0 < line <= len(lines):
        raise Malformed
    return line


def _name(name: Any, line: Any, lines: list[str]) -> str:
    """A word of this line, and nothing else."""
    text = lines[_line(line, lines) - 1]
    if not isinstance(name, str) or not name.isidentifier() or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        raise Malformed
    return name


def _operand(lines: list[str], failed: Any, name: Any, value: Any, line: Any) -> Operand:
    origin = None if line is None else _line(line, lines)
    near = range(_line(failed, lines), len(lines) + 1)  # an expression may go on in the lines below
    known = next((at for at in near if re.search(rf"(?<!\w){re.escape(str(name))}(?!\w)", lines[at - 1])), failed)
    return Operand(_name(name, known, lines), _told(value), origin)


def _told(value: Any) -> Told:
    if "number" in value:
        return Told("number", f"{_number(value['number'], -MOST)}")
    if "parts" not in value:
        return Told("tensor", _shape(value))
    parts, of = [_shape(part) for part in value["parts"][:MOST_PARTS]], _number(value["of"])
    if not parts or of < len(parts):
        raise Malformed
    if len(set(parts)) == 1:
        return Told("parts", f"{of} × {parts[0]}")
    return Told("parts", ", ".join([*parts[:TOLD_PARTS], *(["…"] if of > TOLD_PARTS else [])]))


def _shape(value: Any) -> str:
    sizes, dtype = value["shape"], value["dtype"]
    if not isinstance(sizes, list) or len(sizes) > MOST_DIMS or dtype not in DTYPES:
        raise Malformed
    return f"{tuple(map(_number, sizes))}{'' if dtype == USUAL else f' {dtype}'}"


def _number(value: Any, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= MOST:
        raise Malformed
    return value
