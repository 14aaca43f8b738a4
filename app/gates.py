"""Gates: what a solution may use, or must, beside giving the right values. Read from problem.toml, without torch.

A gate counts something that does not depend on the machine, and compares it with a formula over the sizes of the
inputs (`2 * B * T * D`) or over what the reference itself uses (`1.1 * reference`).
"""

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

# What is counted → the name of the check in the report, and the word for it in a sentence.
COUNTS = {
    "ops": ("op trace", "operators"),
    "flops": ("flops", "FLOPs"),
    "memory": ("memory", "bytes alive at the peak"),
    "saved": ("saved for backward", "bytes saved for backward"),
    "steps": ("steps", "steps of Python"),
}
DURING = ("forward", "backward", "both")
REFERENCE = "reference"
LONGEST = 200  # characters of a formula

_OPERATORS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {"min": min, "max": max, "ceil": math.ceil, "log2": math.log2}


class Formula:
    """Arithmetic over names: + - * / // ** and min, max, ceil, log2. Raises ValueError for anything else."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            if len(text) > LONGEST:
                raise ValueError(f"is longer than {LONGEST} characters")
            self._tree = ast.parse(text, mode="eval").body
            self.names: set[str] = set()
            self._look(self._tree)
        except (SyntaxError, RecursionError):
            raise ValueError("is not a formula") from None

    def _look(self, node: ast.AST) -> None:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                pass
            case ast.Name():
                self.names.add(node.id)
            case ast.BinOp() if type(node.op) in _OPERATORS:
                self._look(node.left)
                self._look(node.right)
            case ast.UnaryOp(op=ast.USub()):
                self._look(node.operand)
            case ast.Call(func=ast.Name(id=name), args=[_, *_], keywords=[]) if name in _FUNCTIONS:
                for argument in node.args:
                    self._look(argument)
            case _:
                raise ValueError(f"holds {ast.unparse(node)!r}, which is no arithmetic")

    def __call__(self, names: Mapping[str, float]) -> float:
        """Its value. Raises KeyError for a name that is not given, ArithmeticError where there is no value."""
        return self._value(self._tree, names)

    def _value(self, node: Any, names: Mapping[str, float]) -> float:
        match node:
            case ast.Constant(value=int() | float() as value):
                return float(value)
            case ast.Name():
                return names[node.id]
            case ast.BinOp():
                return _OPERATORS[type(node.op)](self._value(node.left, names), self._value(node.right, names))
            case ast.UnaryOp():
                return -self._value(node.operand, names)
            case _:
                return _FUNCTIONS[node.func.id](*(self._value(argument, names) for argument in node.args))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"


@dataclass(frozen=True)
class Gate:
    """One limit.

    counts   what is counted, a key of COUNTS
    most     no more than this; least: no less
    why      a sentence for the learner: what the mechanism is
    of       operators that count, as globs: "mm", "*softmax*"; none: all (ops and flops)
    reading  arguments, as globs: only operators that read them or what was made of them alone count (ops and flops)
    dtype    only operators that return one of these, as globs: "int32", "float*" (ops and flops)
    during   forward, backward, or both
    calls    functions for which it holds; none: all
    cases    names of the cases in which it holds; none: all
    """

    name: str
    counts: str
    most: Formula | None
    least: Formula | None
    why: str
    of: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    dtype: tuple[str, ...] = ()
    during: str = "forward"
    calls: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()

    def holds(self, call: str, case: str) -> bool:
        """Whether a case that names no gates itself is held to this one."""
        return (not self.calls or call in self.calls) and (not self.cases or case in self.cases)

    @staticmethod
    def matches(patterns: Iterable[str], name: str) -> bool:
        """Whether a name is one of these; upper and lower case differ."""
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    @property
    def check(self) -> str:
        return COUNTS[self.counts][0]

    @property
    def whole(self) -> bool:
        """Whether all of what it counts counts, not only some operators."""
        return not (self.of or self.reading or self.dtype)

    @cached_property
    def names(self) -> set[str]:
        """What its formulas speak of."""
        return set().union(*(formula.names for formula in (self.most, self.least) if formula))
