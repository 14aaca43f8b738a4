"""What the lines of a source bind and read, by its syntax alone: where the shape of a variable is to be looked at."""

import ast
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.judge.syntax import parse

SCOPES = ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp  # their names are their own
Place = tuple[int, int]  # a line from 1, a column in bytes from 0: as syntax trees and code objects both count


@dataclass(frozen=True)
class Lines:
    """Of the functions in one source.

    bound      line → the names it assigns to, by `=`, `+=`, `:=`, `for`, `with`, in the order in which they stand there
    arguments  first line of a function, that of its first decorator → argument → the line it is named in
    extent     line → first and last line of the statement, or of the head of a statement that has others inside
    returns    lines that begin a `return`
    """

    bound: dict[int, list[str]] = field(default_factory=dict)
    arguments: dict[int, dict[str, int]] = field(default_factory=dict)
    extent: dict[int, tuple[int, int]] = field(default_factory=dict)
    returns: set[int] = field(default_factory=set)
    _read: list[tuple[Place, str]] = field(default_factory=list)

    @classmethod
    def of(cls, source: str) -> "Lines":
        """Raises SyntaxError and what else `parse` does."""
        lines = cls()
        for node in ast.walk(parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                lines.arguments[first] = {argument.arg: argument.lineno for argument in _arguments(node.args)}
            elif isinstance(node, ast.stmt) and not isinstance(node, ast.ClassDef):
                lines._add(node)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                lines._read.append(((node.lineno, node.col_offset), node.id))
        lines._read.sort()
        return lines

    def _add(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.Return):
            self.returns.add(statement.lineno)
        parts = list(_parts(statement))
        last = max([statement.lineno, *(part.end_lineno or part.lineno for part in parts)])
        for line in range(statement.lineno, last + 1):
            self.extent[line] = (statement.lineno, last)
        for name in (name for part in parts for name in _targets(part)):
            names = self.bound.setdefault(name.lineno, [])
            if name.id not in names:
                names.append(name.id)

    def same_statement(self, one: int, other: int) -> bool:
        """Whether both lines belong to one statement."""
        return one in self.extent and self.extent[one] == self.extent.get(other)

    def read(self, start: Place, end: Place) -> list[str]:
        """The names read between two places, each once, in the order in which they stand there."""
        first, last = (bisect_left(self._read, (place, "")) for place in (start, end))
        return list(dict.fromkeys(name for _, name in self._read[first:last]))


def _arguments(given: ast.arguments) -> list[ast.arg]:
    stars = [star for star in (given.vararg, given.kwarg) if star is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]


def _parts(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement, without those of the statements inside it."""
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.withitem):
            yield from (part for part in (child.context_expr, child.optional_vars) if part is not None)


def _targets(part: ast.expr) -> Iterator[ast.Name]:
    """The names that evaluating an expression binds, or that stand for one on the left of `=`, from left to right."""
    todo: list[ast.expr] = [part]  # no recursion: a sum of a thousand terms is a thousand deep
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node
        inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        todo += [child for child in reversed(inside) if not isinstance(child, SCOPES)]
