"""Python's and torch's errors in a sentence for somebody who meets them for the first time.

A table: which error, which message, and what it means. The original message always stands below, so a sentence may
leave out what the message says; it must say what happened and what to do. Quotation marks may be empty: what a hidden
case's error quotes is left out before it gets here (`explain.as_shown`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.judge import closer

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
    _row(RUNTIME, r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", closer.product, True),
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
        closer.unlike,
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
    _row(RUNTIME, rf"shape {Q} is invalid for input of size (\d+)", closer.invalid_shape, True),
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
        closer.dimension,
        True,
    ),
    _row(INDEX, r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)", closer.out_of_bounds, True),
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
    _row(("AttributeError", "TypeError"), r"NoneType", closer.none),
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
    _row(TYPE, r"^([\w.<>]+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given", closer.count),
    _row(TYPE, r"^([\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) argument.*", closer.missing),
    _row(TYPE, r"^([\w.<>]+)\(\) got multiple values for argument", closer.twice),
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
    _row(("AttributeError",), rf"module {Q} has no attribute {Q}", closer.module_attribute),
    _row(("AttributeError",), rf"{Q} object has no attribute {Q}", closer.attribute),
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
    _row(("NameError",), rf"name {Q} is not defined", closer.name),
)
