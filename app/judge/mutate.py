"""Mutants of a solution: the same program with one small mistake, of the kinds that are made in tensor code.

The source is parsed; at each place of the tree `app/judge/mistakes.py` proposes other nodes. A mutant is the text of
the changed tree. Its `change` tells what happened without line numbers, so that a declaration that a mutant is
equivalent outlives an edit elsewhere in the file.
"""

import ast
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.judge.mistakes import Place, changes, number
from app.judge.syntax import parse


@dataclass(frozen=True)
class Mutant:
    """`change` reads "before → after"; `occurrence` tells it from others of the same text in its file, from 1."""

    submission: str
    line: int
    change: str
    occurrence: int
    source: str


def mutants(source: str, submission: str) -> list[Mutant]:
    """All mutants of `source`, in the order of its lines; each text once, and none equal to the original."""
    tree = parse(source)
    seen = {ast.unparse(tree)}
    counted: Counter[str] = Counter()
    found = []
    for place in list(_places(tree, tree, ())):
        told = _told(place)
        before = _text(told, place.node)
        for node in changes(place):
            place.put(ast.copy_location(node, place.node))
            text = ast.unparse(ast.fix_missing_locations(tree))
            after = _text(node if told is place.node else told, node)
            place.put(place.node)
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            change = f"{before} → {after}"
            counted[change] += 1
            line = getattr(place.node, "lineno", getattr(told, "lineno", 1))
            found.append(Mutant(submission, line, change, counted[change], text))
    return found


def _compiles(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore", category=SyntaxWarning):  # a mutant is meant to look odd
            compile(text, "mutant.py", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


# ---- where -----------------------------------------------------------------------------------------------------------


def _places(node: ast.AST, owner: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[Place]:
    """Every expression and statement that computes something, outermost first, in the order of the source."""
    above = (*above, node)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params") or isinstance(node, ast.JoinedStr):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_docstring(child):
                continue
            if isinstance(child, ast.expr | ast.stmt) and not isinstance(child, ast.Import | ast.ImportFrom):
                yield Place(child, node, field, index, above)
            if not isinstance(child, ast.Raise):  # nobody judges the words of an error
                yield from _places(child, node, above)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _told(place: Place) -> ast.AST:
    """What is shown of the source: the node itself, or what it needs around it to be recognized."""
    node = place.node
    for around in reversed(place.above):
        bare = isinstance(node, ast.Constant | ast.Name | ast.Slice) or number(node) is not None
        called = isinstance(around, ast.Call) and around.func is node
        if not (bare or called or isinstance(node, ast.keyword | ast.arguments | ast.comprehension)):
            break
        node = around
    return node


def _text(node: ast.AST, changed: ast.AST) -> str:
    """One line of source: the expression, or the head of a compound statement; of a function one default."""
    if isinstance(node, ast.FunctionDef):
        arguments = node.args
        named = [*arguments.posonlyargs, *arguments.args]
        named = named[len(named) - len(arguments.defaults) :]
        for argument, default in zip(
            [*named, *arguments.kwonlyargs], [*arguments.defaults, *arguments.kw_defaults], strict=True
        ):
            if default is changed:
                return f"{node.name}({argument.arg}={ast.unparse(default)})"
        return "".join(f"@{ast.unparse(decorator)} " for decorator in node.decorator_list) + f"def {node.name}"
    return ast.unparse(ast.fix_missing_locations(node)).split("\n")[0].rstrip(":")
