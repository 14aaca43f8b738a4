"""Sentences about an error that take a closer look: at the numbers in its message, or at what stands in the source."""

import ast
import builtins
import difflib
import re

import torch

from app.judge.compare import an
from app.judge.syntax import parse


def product(match: re.Match[str], _: str) -> str:
    a, b, c, d = match.groups()
    return (
        f"a matrix product needs the columns of the left to be as many as the rows of the right: {a} × {b} does not go "
        f"with {c} × {d}. Is one of them to be transposed?"
    )


def unlike(match: re.Match[str], _: str) -> str:
    a, b, dim = match.groups()
    return (
        f"two tensors do not broadcast: in dimension {dim} one has {a} entries, the other {b}. Sizes must be equal, or "
        "one of them 1 (see keepdim and unsqueeze)"
    )


def name(match: re.Match[str], source: str) -> str:
    name = match[1]
    if not name:
        return "there is a name that nothing was assigned to. Is it misspelt, or its import missing?"
    if name == "self":
        return "`self` is not known here. A method must take it as its first argument: `def forward(self, x)`"
    if (owner := _attribute_of_self(name, source)) is not None:
        return f"there is no variable `{name}`, but `self.{name}` is set{owner}. Write `self.{name}`"
    return f"there is no variable `{name}`{_meant(name, [*_names(source), *vars(builtins)], 'Is its import missing?')}"


def attribute(match: re.Match[str], source: str) -> str:
    owner, name = match[1], match[2]
    if not owner or not name:
        return "an object has no attribute of that name. Is it misspelt?"
    own = _own_attributes(owner, source)
    known = dir(torch.Tensor) if owner in ("Tensor", "Parameter") else own
    if owner.startswith("torch.return_types."):
        what = owner.rsplit(".", 1)[1]
        return f"`{what}` with a dimension gives a pair, (values, indices): take `.values`, or use `a{what}`"
    asked = "Is it set in `__init__`, through `self`?" if own else "Is it misspelt?"
    return f"{an(owner)} has no attribute `{name}`{_meant(name, known, asked)}"


def module_attribute(match: re.Match[str], _: str) -> str:
    module, name = match[1], match[2]
    if not module or not name:
        return "a module has nothing of that name. Is it misspelt?"
    known = {"torch": torch, "torch.nn": torch.nn, "torch.nn.functional": torch.nn.functional}.get(module)
    return f"`{module}` has nothing called `{name}`{_meant(name, dir(known) if known else [], 'Is it misspelt?')}"


def count(match: re.Match[str], source: str) -> str:
    name, takes, given = match[1], int(match[2]), int(match[3])
    method = name.rsplit(".", 1)[-1]
    if given == takes + 1 and (sentence := _lacks_self(method, source)):
        return sentence
    plural, counted = "" if given == 1 else "s", " (`self` counts)" if "." in name else ""
    return f"`{method}` is called with {given} argument{plural}{counted}, and takes {takes or 'none'}"


def missing(match: re.Match[str], source: str) -> str:
    name = match[1].rsplit(".", 1)[-1]
    if sentence := _lacks_self(name, source):
        return sentence
    left_out = ", ".join(f"`{argument}`" for argument in re.findall(r"'(\w+)'", match[0])) or "an argument"
    return f"`{name}` is called without {left_out}: give it the default that the starter has, or leave it out"


def twice(match: re.Match[str], source: str) -> str:
    name = match[1].rsplit(".", 1)[-1]
    if sentence := _lacks_self(name, source):
        return sentence
    return f"`{name}` gets one of its arguments twice, by place and by name"


def none(match: re.Match[str], _: str) -> str:
    return (
        "something is None here. A function without `return` gives None, and so does a method that only changes its "
        "object; `.grad` is None before a backward pass"
    )


def out_of_bounds(match: re.Match[str], _: str) -> str:
    at, dim, size = match.groups()
    return f"index {at} is beyond the end: dimension {dim} has {size} entries, 0 to {int(size) - 1}"


def dimension(match: re.Match[str], _: str) -> str:
    low, high, at = match.groups()
    return f"there is no dimension {at}: this tensor has {int(high) + 1}, counted from 0, or from {low} to -1"


def invalid_shape(match: re.Match[str], _: str) -> str:
    shape = match[1] or "that shape"
    return f"{match[2]} entries cannot be laid out as {shape}: the product of the sizes must stay the same"


# ---- what stands in the source -------------------------------------------------------------------------------------


def _tree(source: str) -> ast.AST:
    try:
        return parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _names(source: str) -> list[str]:
    found = set()
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
    return sorted(found)


def _attribute_of_self(name: str, source: str) -> str | None:
    for node in ast.walk(_tree(source)):
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store) or node.attr != name:
            continue
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return f" in line {node.lineno}"
    return None


def _own_attributes(owner: str, source: str) -> list[str]:
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.ClassDef) and node.name == owner:
            inside = list(ast.walk(node))
            stored = {n.attr for n in inside if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
            return sorted(stored | {n.name for n in inside if isinstance(n, ast.FunctionDef)})
    return []


def _lacks_self(name: str, source: str) -> str:
    """A sentence, where a method of this name does not take its object."""
    for node in ast.walk(_tree(source)):
        for method in node.body if isinstance(node, ast.ClassDef) else []:
            if isinstance(method, ast.FunctionDef) and method.name == name and not method.decorator_list:
                first = [*method.args.posonlyargs, *method.args.args][:1]
                if not first or first[0].arg not in ("self", "cls"):
                    return (
                        f"`{name}` is a method, and gets its object as the first argument: write `def {name}(self, …)`"
                    )
    return ""


def _meant(name: str, known: list[str], otherwise: str) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return f". Did you mean `{close[0]}`?" if close else f". {otherwise}"
