"""Python's and torch's errors in a sentence for somebody who meets them for the first time.

A table: which error, which message, and what it means. The original message always stands below, so a sentence may
leave out what the message says; it must say what happened and what to do. Quotation marks may be empty: what a hidden
case's error quotes is left out before it gets here (`explain.as_shown`).
"""

import ast
import builtins
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

import torch

from app.judge.syntax import parse

Words = str | Callable[[re.Match[str], str], str]
Q = r"(?:'([^']*)'|‘…’)"  # something quoted, or that it was


@dataclass(frozen=True)
class Meaning:
    """What an error means whose kind and message fit. `shapes`: whether it is the operands' shapes that explain it."""

    kinds: tuple[str, ...]
    pattern: re.Pattern[str]
    words: Words
    shapes: bool = False


def plain_words(kind: str, message: str, source: str) -> str:
    """What the error means, without a full stop; empty where the message says it well enough."""
    found = meaning_of(kind, message)
    if found is None:
        return ""
    meaning, match = found
    return meaning.words if isinstance(meaning.words, str) else meaning.words(match, source)


def about_shapes(kind: str, message: str) -> bool:
    """Whether it is the sizes of tensors that do not fit."""
    found = meaning_of(kind, message)
    return found is not None and found[0].shapes


def about_operands(kind: str, message: str) -> bool:
    """Whether the sizes or the types of the operands explain it."""
    found = meaning_of(kind, message)
    return found is not None and (found[0].shapes or found[0].words in (DTYPES, INDICES))


def meaning_of(kind: str, message: str) -> tuple[Meaning, re.Match[str]] | None:
    for meaning in TABLE:
        if kind in meaning.kinds and (match := meaning.pattern.search(message)):
            return meaning, match
    return None


# ---- sentences that need a closer look -----------------------------------------------------------------------------


def _product(match: re.Match[str], _: str) -> str:
    a, b, c, d = match.groups()
    return (
        f"a matrix product needs the columns of the left to be as many as the rows of the right: {a} × {b} does not go "
        f"with {c} × {d}. Is one of them to be transposed?"
    )


def _unlike(match: re.Match[str], _: str) -> str:
    a, b, dim = match.groups()
    return (
        f"two tensors do not broadcast: in dimension {dim} one has {a} entries, the other {b}. Sizes must be equal, or "
        "one of them 1 (see keepdim and unsqueeze)"
    )


def _name(match: re.Match[str], source: str) -> str:
    name = match[1]
    if not name:
        return "there is a name that nothing was assigned to. Is it misspelt, or its import missing?"
    if name == "self":
        return "`self` is not known here. A method must take it as its first argument: `def forward(self, x)`"
    if (owner := _attribute_of_self(name, source)) is not None:
        return f"there is no variable `{name}`, but `self.{name}` is set{owner}. Write `self.{name}`"
    return f"there is no variable `{name}`{_meant(name, [*_names(source), *vars(builtins)], 'Is its import missing?')}"


def _attribute(match: re.Match[str], source: str) -> str:
    owner, name = match[1], match[2]
    if not owner or not name:
        return "an object has no attribute of that name. Is it misspelt?"
    own = _own_attributes(owner, source)
    known = dir(torch.Tensor) if owner in ("Tensor", "Parameter") else own
    if owner.startswith("torch.return_types."):
        what = owner.rsplit(".", 1)[1]
        return f"`{what}` with a dimension gives a pair, (values, indices): take `.values`, or use `a{what}`"
    asked = "Is it set in `__init__`, through `self`?" if own else "Is it misspelt?"
    return f"a {owner} has no attribute `{name}`{_meant(name, known, asked)}"


def _module_attribute(match: re.Match[str], _: str) -> str:
    module, name = match[1], match[2]
    if not module or not name:
        return "a module has nothing of that name. Is it misspelt?"
    known = {"torch": torch, "torch.nn": torch.nn, "torch.nn.functional": torch.nn.functional}.get(module)
    return f"`{module}` has nothing called `{name}`{_meant(name, dir(known) if known else [], 'Is it misspelt?')}"


def _count(match: re.Match[str], source: str) -> str:
    name, takes, given = match[1], int(match[2]), int(match[3])
    method = name.rsplit(".", 1)[-1]
    if given == takes + 1 and method in _methods_without_self(source):
        return f"`{method}` is a method, and gets its object as the first argument: write `def {method}(self, …)`"
    plural, counted = "" if given == 1 else "s", " (`self` counts)" if "." in name else ""
    return f"`{method}` is called with {given} argument{plural}{counted}, and takes {takes or 'none'}"


def _missing(match: re.Match[str], source: str) -> str:
    name = match[1].rsplit(".", 1)[-1]
    if name in _methods_without_self(source):
        return f"`{name}` is a method, and gets its object as the first argument: write `def {name}(self, …)`"
    left_out = ", ".join(f"`{argument}`" for argument in re.findall(r"'(\w+)'", match[0])) or "an argument"
    return f"`{name}` is called without {left_out}: give it the default that the starter has, or leave it out"


def _twice(match: re.Match[str], source: str) -> str:
    name = match[1].rsplit(".", 1)[-1]
    if name in _methods_without_self(source):
        return f"`{name}` is a method, and gets its object as the first argument: write `def {name}(self, …)`"
    return f"`{name}` gets one of its arguments twice, by place and by name"


def _none(match: re.Match[str], _: str) -> str:
    return (
        "something is None here. A function without `return` gives None, and so does a method that only changes its "
        "object; `.grad` is None before a backward pass"
    )


def _out_of_bounds(match: re.Match[str], _: str) -> str:
    at, dim, size = match.groups()
    return f"index {at} is beyond the end: dimension {dim} has {size} entries, 0 to {int(size) - 1}"


def _dimension(match: re.Match[str], _: str) -> str:
    low, high, at = match.groups()
    return f"there is no dimension {at}: this tensor has {int(high) + 1}, counted from 0, or from {low} to -1"


def _invalid_shape(match: re.Match[str], _: str) -> str:
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


def _methods_without_self(source: str) -> set[str]:
    found = set()
    for node in ast.walk(_tree(source)):
        for method in node.body if isinstance(node, ast.ClassDef) else []:
            if isinstance(method, ast.FunctionDef) and not method.decorator_list:
                first = [*method.args.posonlyargs, *method.args.args][:1]
                if not first or first[0].arg not in ("self", "cls"):
                    found.add(method.name)
    return found


def _meant(name: str, known: list[str], otherwise: str) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return f". Did you mean `{close[0]}`?" if close else f". {otherwise}"


# ---- the table -----------------------------------------------------------------------------------------------------

RUNTIME, TYPE, INDEX = ("RuntimeError",), ("TypeError",), ("IndexError", "RuntimeError")
DTYPES = "two tensors of different types of float meet, and torch converts neither in a product: use `.to(x.dtype)`"
INDICES = "these are positions, so they must be integers (`torch.int64`), and yours are not: use `.long()`"
LAID_OUT = (
    "view needs entries that lie side by side in memory, and after a transpose or permute they do not: use reshape, or "
    "contiguous() before"
)
IN_PLACE = (
    "a tensor that autograd still needs was changed in place (`+=`, `x[…] = …`, or a method ending in `_`): make a new "
    "one instead, as in `x = x + 1`"
)
SAME_DEVICE = "two tensors are on different devices: make new ones with `device=x.device`"
NO_GRAPH = (
    "backward was asked of something that no graph leads to: it was detached, or made under no_grad or from numbers"
)
ONE = "a tensor of several entries is used as one number: reduce it first (sum, mean, all, any), or index it"


def _row(kinds: tuple[str, ...], pattern: str, words: Words, shapes: bool = False) -> Meaning:
    return Meaning(kinds, re.compile(pattern), words, shapes)


TABLE = (
    # shapes
    _row(RUNTIME, r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", _product, True),
    _row(
        RUNTIME,
        r"size mismatch, got input|inconsistent tensor size",
        "a product of vectors: the lengths must agree, and they do not",
        True,
    ),
    _row(
        RUNTIME,
        r"first two dimensions of batch2",
        "in a product of batches, the last dimension of the left must be as long "
        "as the last but one of the right. Is one of them to be transposed, with .transpose(-2, -1)?",
        True,
    ),
    _row(
        RUNTIME,
        r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)",
        _unlike,
        True,
    ),
    _row(
        RUNTIME, r"einsum\(\): subscript (\w) has size", "a letter of the equation stands for two different sizes", True
    ),
    _row(
        RUNTIME,
        r"einsum\(\): the number of subscripts",
        "the equation names more or fewer dimensions than an operand has",
        True,
    ),
    _row(RUNTIME, r"view size is not compatible", LAID_OUT, True),
    _row(RUNTIME, rf"shape {Q} is invalid for input of size (\d+)", _invalid_shape, True),
    _row(
        RUNTIME,
        r"expanded size of the tensor",
        "a tensor does not fit where it is put or expanded to: only dimensions of size 1 can be stretched",
        True,
    ),
    _row(
        RUNTIME,
        r"Sizes of tensors must match except in dimension (\d+)",
        "tensors that are concatenated must agree in all dimensions but the one along which they are joined",
        True,
    ),
    _row(
        RUNTIME,
        r"stack expects each tensor to be equal size",
        "stack needs tensors of one shape; cat joins unequal ones",
        True,
    ),
    _row(
        RUNTIME,
        r"number of dimensions in the tensor input does not match",
        "permute must name every dimension once",
        True,
    ),
    _row(
        INDEX,
        r"Dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)",
        _dimension,
        True,
    ),
    _row(INDEX, r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)", _out_of_bounds, True),
    _row(("IndexError",), r"too many indices for tensor", "more indices than the tensor has dimensions", True),
    _row(("IndexError",), r"shape of the mask", "a mask must have the shape of what it selects from", True),
    # in place, and gradients
    _row(RUNTIME, r"modified by an inplace operation", IN_PLACE),
    _row(
        RUNTIME,
        r"leaf Variable that requires grad (?:is being|has been) used in an in-place",
        "a tensor whose gradient is wanted must not "
        "be changed in place: make a new one, as in `x = x + 1`, or update it under torch.no_grad()",
    ),
    _row(
        RUNTIME,
        r"is a view and is being modified inplace",
        "a part of a tensor, as chunk, split or unbind give it, is changed in place, and autograd cannot follow: make "
        "a new tensor instead, as in `x = x + 1`",
    ),
    _row(
        RUNTIME,
        r"written-to tensor refers to a single memory location",
        "an expanded tensor holds each entry once and shows "
        "it many times, so it cannot be written to: clone() it first",
    ),
    _row(RUNTIME, r"does not require grad and does not have a grad_fn", NO_GRAPH),
    _row(
        RUNTIME,
        r"can be implicitly created only for scalar",
        "backward() without an argument needs one number: take the sum or mean first",
    ),
    _row(
        RUNTIME,
        r"backward through the graph a second time",
        "the graph was used up by the first backward: compute the forward again, or give retain_graph=True",
    ),
    _row(
        RUNTIME,
        r"not have been used in the graph",
        "the gradient of a tensor is asked for that the result does not depend on",
    ),
    _row(
        RUNTIME,
        r"call numpy\(\) on Tensor that requires grad",
        "numpy knows no gradients, so this would cut the graph: stay with torch",
    ),
    _row(RUNTIME, r"can require gradients", "integers have no gradient: make the tensor one of floats"),
    # types
    _row(
        INDEX,
        r"tensors used as indices must be|Expected dtype int32.* for index|argument #1 (?:'indices'|‘…’) to have one"
        r"|applicable to index tensor|expected target dtype to be Long",
        INDICES,
    ),
    _row(
        RUNTIME,
        r"expected m1 and m2 to have the same dtype|must have the same dtype|have same dtype|expected scalar type",
        DTYPES,
    ),
    _row(
        ("RuntimeError", "NotImplementedError"),
        r"could not infer output dtype|not implemented for (?:'Long'|'Int'|‘…’)",
        "this works on floats, and the tensor holds integers: use `.float()`, or `.to(…)`",
    ),
    _row(
        RUNTIME,
        r"can't be cast to the desired output type",
        "the result is a float, and is to be written into a tensor of integers: make that one of floats",
    ),
    _row(
        RUNTIME,
        r"condition to be a boolean tensor|only supports boolean masks",
        "a mask must hold True and False: compare (`mask != 0`), or use `.bool()`",
    ),
    _row(
        RUNTIME,
        r"autograd\.Function with functorch|generate_vmap_rule",
        "torch.vmap cannot see into an autograd.Function: give it a `setup_context` and `generate_vmap_rule = True`, "
        "or write the function in plain operations",
    ),
    # devices
    _row(RUNTIME, r"on the same device|is not on the expected device", SAME_DEVICE),
    _row(
        ("AssertionError", "RuntimeError"),
        r"not compiled with CUDA|No CUDA GPUs",
        "this judge runs on the CPU, and your code asks for a GPU: use `device=x.device`",
    ),
    # None
    _row(("AttributeError", "TypeError"), r"NoneType", _none),
    # numbers
    _row(
        ("RuntimeError", "ValueError", "TypeError"),
        r"more than one value is ambiguous|cannot be converted to Scalar"
        r"|only one element tensors|only integer tensors of a single element",
        ONE,
    ),
    _row(TYPE, r"iteration over a 0-d tensor", "a tensor without dimensions is one number, and cannot be gone through"),
    _row(
        ("ValueError",),
        r"(?:too many|not enough) values to unpack",
        "there are not as many parts as names on the left of `=`",
        True,
    ),
    _row(
        ("OverflowError",),
        r"math range error|Numerical result out of range",
        "a number becomes larger than a Python float can be: exp(710) is too large already. Can the formula do "
        "without it, or is the answer to be `math.inf`?",
    ),
    # depth
    _row(
        ("RecursionError",),
        r"maximum recursion depth",
        "a function calls itself, and itself again, about 1000 deep, and Python allows no more: use a loop and a list "
        "of what is still to be done. Or does the recursion never end?",
    ),
    # self and names
    _row(TYPE, r"^([\w.<>]+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given", _count),
    _row(TYPE, r"^([\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) argument.*", _missing),
    _row(TYPE, r"^([\w.<>]+)\(\) got multiple values for argument", _twice),
    _row(
        TYPE,
        r"_forward_unimplemented",
        "this module has no method `forward`: write one, with `self` as its first argument",
    ),
    _row(
        TYPE,
        r"received an invalid combination of arguments",
        "a function of torch does not take these arguments: compare their names, number and types with what it expects",
    ),
    _row(
        ("ModuleNotFoundError",),
        rf"No module named {Q}",
        lambda match, _: f"{match[1] or 'a module'} is not installed here. torch, NumPy and Python's own modules are",
    ),
    _row(("EOFError",), r"EOF when reading", "input() asks somebody at the keyboard, and there is nobody here"),
    _row(
        ("AttributeError",),
        r"before Module\.__init__\(\) call",
        "call `super().__init__()` first in `__init__`, before anything is assigned",
    ),
    _row(("AttributeError",), rf"module {Q} has no attribute {Q}", _module_attribute),
    _row(("AttributeError",), rf"{Q} object has no attribute {Q}", _attribute),
    _row(
        TYPE,
        r"torch\.return_types\.(\w+)",
        "min, max, sort and the like give a pair, (values, indices), where they are given a dimension: take `.values`",
    ),
    _row(
        ("UnboundLocalError",),
        rf"local variable {Q}",
        "a variable is used before it is assigned in this function. A name "
        "that is assigned anywhere in a function belongs to that function",
    ),
    _row(("NameError",), rf"name {Q} is not defined", _name),
)
