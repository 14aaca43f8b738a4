"""Errors in sentences: what a learner's exception is called, and what of it may be shown."""

import builtins
import re
import sys
from collections.abc import Sequence
from typing import Any

from app.judge.cases import Case
from app.judge.checks import Malformed
from app.judge.forbidden import matches, plain
from app.judge.plain_words import plain_words
from app.judge.verdict import Verdict
from app.judge.wire import Opaque
from app.settings import ROOT

PATHS = re.compile("|".join(re.escape(path) for path in (sys.prefix, sys.base_prefix, str(ROOT))))
FLOATS = re.compile(r"[-+]?\d+\.\d+(?:e[-+]?\d+)?")
LINES = re.compile(r"^line (\d{1,6})\b", re.MULTILINE)
KNOWN_ERRORS = {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, Exception)
}
KNOWN_ERRORS |= {"SystemExit", "KeyboardInterrupt", "GeneratorExit"}
KNOWN_ERRORS |= {"OutOfMemoryError", "LinAlgError", "AcceleratorError"}  # torch's own
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
MAX_NAMES = 20
SENTENCE = 240  # characters of a message; the whole of it stands in the report


def as_shown(error: dict[str, Any], case: Case | None, hidden: str | None = None, source: str = "") -> dict[str, Any]:
    """The runner's description of an error, without this host's paths.

    With `hidden`, the submission's source, nothing is shown that could carry the numbers of a hidden case: no word of
    the runner's that is not torch's or Python's own, and the lines of the source itself. `source` is looked up for
    names that may have been meant.
    """
    kind = str(error.get("type", "Error"))[:100]
    message = PATHS.sub("…", str(error.get("message", "")))[:2000]
    trace = str(error.get("traceback", ""))[:4000]
    if hidden is not None:
        own = kind not in KNOWN_ERRORS
        told = "" if own or kind == "KeyError" or error.get("raised") else FLOATS.sub("…", QUOTED.sub("‘…’", message))
        kind, message = "Exception" if own else kind, told[:200]
        lines, numbers = hidden.splitlines(), [int(n) for n in LINES.findall(trace)]
        trace = "\n".join(f"line {n}: {lines[n - 1].strip()[:200]}" for n in numbers if 0 < n <= len(lines))
    return {
        "type": kind, "message": message, "line": _line(error.get("line")), "traceback": trace,
        "case": case.name if case else None, "operands": "",
        "plain": "" if error.get("raised") else plain_words(kind, message, source),
    }  # fmt: skip


def veiled(value: Any) -> Any:
    """An answer to a hidden case, without the names that a submission gave to its own classes."""
    if isinstance(value, Opaque):
        return (
            value if value.type in ("function", "module", "type", "generator", "Size") else Opaque("object", value.why)
        )
    if isinstance(value, list | tuple):
        return type(value)(veiled(part) for part in value)
    if isinstance(value, dict):
        return {key: veiled(part) for key, part in value.items()}
    return value


def verdict_of(error: dict[str, Any]) -> Verdict:
    return Verdict.MEMORY_LIMIT if error.get("memory") else Verdict.RUNTIME_ERROR


def place_of(shown: dict[str, Any]) -> str:
    """Where an error happened, for the beginning of a sentence."""
    case = shown["case"]
    return f"Line {shown['line']}" if shown["line"] else f"Case “{case}”" if case else "Your file"


def sentence_of(shown: dict[str, Any], error: dict[str, Any], memory_mib: int) -> str:
    """What happened, where, and how far it went. `shown` is `as_shown` of `error`."""
    kind, message, where = shown["type"], shown["message"], place_of(shown)
    if error.get("memory"):
        return f"{where}: your code asked for more than the {memory_mib} MiB it may use."
    if error.get("backward") and not shown["line"]:
        in_place = "a tensor that autograd still needs was changed in place"
        return (
            f"{where}: no gradient can be computed through your code: {in_place if 'inplace' in message else message}."
        )
    if kind == "SystemExit":
        return f"{where}: your code called exit(). Return the answer instead."
    if kind == "PermissionError":
        return f"{where}: the sandbox refuses this ({message}). Files, processes and the network are out of reach here."
    if kind == "NotImplementedError" and not message:
        return f"{where}: this is still to be written."
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        return f"{where} is not Python: {message}."
    if shown.get("plain"):
        return f"{where}: {shown['plain']}{'' if shown['plain'][-1] in '.?!' else '.'}"
    first_line = message.strip().split("\n")[0][:SENTENCE]
    return f"{where}: {kind}{': ' + first_line if first_line else ''}"


def forbidden(found: Any, patterns: Sequence[str], source: str) -> list[dict[str, Any]]:
    """The names that a runner found or caught, with lines and a reason. Raises Malformed for anything else."""
    if not isinstance(found, list) or not found:
        raise Malformed
    names = []
    lines = source.splitlines()
    for item in found[:MAX_NAMES]:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise Malformed
        name, line = item["name"][:80], _line(item.get("line"))
        text = lines[line - 1] if line and line <= len(lines) else ""
        names.append({"name": name, "line": line, "reason": _why_forbidden(name, text, patterns)})
    return names


def _why_forbidden(name: str, line: str, patterns: Sequence[str]) -> str:
    """Which of the problem's words it is, and, where the line does not show it, that something on the line needs it."""
    if "autograd" in name:
        return f"{name} is off limits in this problem: it differentiates for you."
    last = name.split(".")[-1]
    word = next((pattern for pattern in patterns if matches(last, [pattern])), None)
    like = f", as is every name like `{word}`" if word and plain(word) != plain(last) else ""
    if line and plain(last).strip("*") not in plain(line):
        return f"`{line.strip()[:80]}` leads to {name}, which is off limits in this problem{like}."
    return f"{name} is off limits in this problem{like}."


def _line(value: Any) -> int | None:
    """A line number; the runner may say anything."""
    return value if isinstance(value, int) and 0 < value < 1_000_000 else None


def forbidden_sentence(names: list[dict[str, Any]]) -> str:
    first = names[0]
    verb = "leads to" if " leads to " in first["reason"] else "calls"
    where = f"Line {first['line']} {verb}" if first["line"] else "Your code reaches"
    by_hand = "autograd" in first["name"]
    aim = "the gradient is yours to write" if by_hand else "you are here to write what it does"
    return f"{where} {first['name']}, which is off limits: {aim}."
