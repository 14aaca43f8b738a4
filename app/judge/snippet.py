"""A call as Python that runs on its own: inputs as literals, the call, and what to look at."""

import keyword
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from app.judge.compare import Expected
from app.judge.prepared import Prepared
from app.judge.present import plain
from app.judge.shrink import Input
from app.judge.trees import at, flatten
from app.judge.wire import Array

LITERAL = 96  # entries of one tensor that are written out
WIDTH = 90  # characters of a literal on one line
LENGTH = 4000  # characters of a snippet
MARGIN = 20  # times smaller than the difference that is to be seen: rounding of what is shown
AGAIN = "non-contiguous input"


class Unsaid(Exception):
    """This cannot be written down in a few lines."""


@dataclass(frozen=True)
class Part:
    """A check's place in the answer."""

    path: tuple[str | int, ...]
    expected: Any  # Expected, or a tree of them that is compared as one


def part_of(prepared: Prepared, name: str) -> Part | None:
    """Where the check `name` looks, as app/judge/checks.py names them."""
    alone = isinstance(prepared.outputs, Expected) and len(prepared.labels) == 1
    first = prepared.labels[0] if alone else ""
    return next((part for label, part in _parts(prepared.outputs, first, prepared.labels, ()) if label == name), None)


def _parts(
    expected: Any, name: str, labels: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[tuple[str, Part]]:
    yield name or "forward", Part(path, expected)
    if isinstance(expected, dict):
        for key, part in expected.items():
            yield from _parts(part, f"{name}.{key}" if name else str(key), (), (*path, key))
    elif isinstance(expected, list | tuple):
        for i, part in enumerate(expected):
            yield from _parts(part, labels[i] if i < len(labels) else f"{name or 'forward'}[{i}]", (), (*path, i))


@dataclass(frozen=True)
class Seen:
    """What a failing call showed: the check that failed, or None for an error, and what came there."""

    check: str | None
    got: Any = None
    message: str = ""
    close: bool = False  # the difference is smaller than what `print` shows of a tensor


def snippet(prepared: Prepared, inputs: Input, seen: Seen) -> str:
    """Python for `prepared`. Raises Unsaid."""
    values = dict(zip(inputs.names, inputs.args, strict=True)) | inputs.kwargs
    if {"torch", prepared.case.call} & values.keys() or not all(map(_named, values)):
        raise Unsaid
    names = {name: name if name not in values else f"{name}_" for name in ("y", "got", "expected", "before")}
    gradient = seen.check.removeprefix("grad ") if seen.check and seen.check.startswith("grad ") else None
    leaves = _leaves(prepared, inputs) if gradient is not None else {}
    spread = seen.check == AGAIN
    lines = ["import torch", f"from solution import {prepared.case.call}", ""]
    literal = {name for name, value in values.items() if not _has_tensor(value) and len(repr(value)) <= 40}
    for name, value in values.items():
        if name not in literal:
            lines.append(f"{name} = {written(value, name, leaves, spread)}")
    told = {name: written(values[name]) if name in literal else name for name in values}
    arguments = [told[name] for name in inputs.names] + [f"{name}={told[name]}" for name in inputs.kwargs]
    call = f"{prepared.case.call}({', '.join(arguments)})"
    text = "\n".join([*lines, "", *_asked(prepared, seen, call, gradient, names)]) + "\n"
    if len(text) > LENGTH:
        raise Unsaid
    return text


def _named(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _asked(prepared: Prepared, seen: Seen, call: str, gradient: str | None, names: dict[str, str]) -> Iterator[str]:
    """The call, and what to print. `names` are free ones."""
    y, got, before, wanted_ = names["y"], names["got"], names["before"], names["expected"]
    if seen.check is None:
        yield f"print({call})  # {seen.message}"
        return
    if seen.check == "unchanged inputs":
        label = next(label for label in _labels(prepared) if f"`{label}`" in seen.message)
        yield f"{before} = {expression(label)}.clone()"
        yield call
        yield f'print("after ", {expression(label)})'
        yield f'print("before", {before})'
        return
    if gradient is not None:
        yield f"{y} = {call}"
        yield from _backward(prepared, y)
        yield f"{got} = {expression(gradient)}.grad"
        wanted = next(
            (e for label, e in zip(prepared.gradients, prepared.grads, strict=True) if label == gradient), None
        )
        expected = "None" if wanted is None else _expected(wanted, seen.got)
    elif seen.check in prepared.out:
        yield call
        yield f"{got} = {expression(seen.check)}"
        expected = _expected(prepared.out[seen.check], seen.got)
    else:
        part = Part((), prepared.outputs) if seen.check == AGAIN else part_of(prepared, seen.check)
        if part is None:
            raise Unsaid
        yield f"{got} = {call}{''.join(f'[{key!r}]' for key in part.path)}"
        expected = _expected(part.expected, seen.got)
    yield f"{wanted_} = {expected}"
    yield f'print("got     ", {got})'
    yield f'print("expected", {wanted_})'
    if seen.close:
        yield f'print("largest difference", float(({got} - {wanted_}).abs().max()))'


def _backward(prepared: Prepared, y: str) -> Iterator[str]:
    """The judge's own backward pass."""
    pairs = [(path, value.to(_dtype_at(prepared, path))) for path, value in prepared.cotangents().first.items()]
    if not pairs:
        raise Unsaid
    if len(pairs) == 1 and not pairs[0][0]:
        value = pairs[0][1]
        one = value.dim() == 0 and float(value) == 1
        yield f"{y}.backward({'' if one else tensor(value)})"
        return
    outputs = [
        f"{y}{''.join(f'[{_key(prepared.outputs, path, i)!r}]' for i in range(path.count('.') + 1))}"
        for path, _ in pairs
    ]
    yield f"torch.autograd.backward([{', '.join(outputs)}], [{', '.join(tensor(value) for _, value in pairs)}])"


def _key(outputs: Any, path: str, depth: int) -> str | int:
    """The `depth`th key of a dotted path, as the tree has it."""
    keys = path.split(".")
    for key in keys[:depth]:
        outputs = outputs[int(key)] if isinstance(outputs, list | tuple) else outputs[key]
    return int(keys[depth]) if isinstance(outputs, list | tuple) else keys[depth]


def _dtype_at(prepared: Prepared, path: str) -> torch.dtype:
    expected = dict(flatten(prepared.outputs))[path]
    return expected.dtype or torch.float32


def _labels(prepared: Prepared) -> list[str]:
    args, kwargs = prepared.inputs
    return [label for label, _ in flatten(dict(zip(prepared.names, args, strict=True)) | kwargs)]


def _leaves(prepared: Prepared, inputs: Input) -> dict[str, list[Any]]:
    """Label → path of the arguments that ask for a gradient."""
    labels = [*prepared.gradients, *prepared.absent]
    paths = dict(zip(labels, prepared.header["leaves"], strict=True))
    for path in paths.values():
        at(inputs.args, inputs.kwargs, path)
    return paths


def expression(label: str) -> str:
    """`weights.q.0` → weights["q"][0]."""
    name, *keys = label.split(".")
    return name + "".join(f"[{key}]" if key.isdigit() else f'["{key}"]' for key in keys)


def _has_tensor(value: Any) -> bool:
    return any(isinstance(leaf, Tensor) for _, leaf in flatten(value))


# ---- literals ------------------------------------------------------------------------------------------------------


def written(value: Any, label: str = "", leaves: dict[str, list[Any]] | None = None, spread: bool = False) -> str:
    """Python for a value. Raises Unsaid."""
    if isinstance(value, Tensor):
        text = tensor(value)
        if spread and value.dim():
            return spread_out(text, value)
        if leaves and label in leaves:
            plainly = text.startswith("torch.") and text.endswith(")") and ")." not in text
            return f"{text[:-1]}, requires_grad=True)" if plainly else f"{text}.requires_grad_()"
        return text
    if isinstance(value, list | tuple):
        parts = ", ".join(written(part, f"{label}.{i}", leaves) for i, part in enumerate(value))
        return f"[{parts}]" if isinstance(value, list) else f"({parts}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key!r}: {written(part, f'{label}.{key}', leaves)}" for key, part in value.items()) + "}"
        )
    if isinstance(value, float):
        return _number(value, torch.float64)
    if value is None or isinstance(value, bool | int | str | torch.dtype):
        return repr(value)
    raise Unsaid


def spread_out(text: str, value: Tensor) -> str:
    """The literal laid out as the runner's `lay_out` does it."""
    wide = f"{text}.repeat_interleave(2, -1)"
    ends = [*(str(n) for n in value.shape[1:-1]), f"{2 * value.shape[-1]}:2"]
    if value.dim() == 1:
        return f"{wide}[::2]  # the same numbers, not contiguous"
    gaps = ", ".join(["0, 1"] * (value.dim() - 1))
    index = ", ".join([":", *(f":{end}" for end in ends)])
    return f"torch.nn.functional.pad({wide}, ({gaps}))[{index}]  # the same numbers, not contiguous"


def tensor(value: Tensor, digits: int = 0) -> str:
    """torch.tensor([[1.0, 2.0]]); with `digits`, no more of them than that."""
    if value.numel() > LITERAL or value.is_complex():
        raise Unsaid
    value = value.detach()
    shape = ", ".join(map(str, value.shape))
    dtype = "" if value.dtype in (torch.float32, torch.int64, torch.bool) else f", dtype={value.dtype}"
    if not value.is_contiguous():
        if value.dim() >= 2 and value.mT.is_contiguous():
            return f"{tensor(value.mT, digits)}.mT"
        if value.numel() and 0 in value.stride():
            first = value[tuple(slice(0, 1) if step == 0 else slice(None) for step in value.stride())]
            return f"{tensor(first, digits)}.expand({shape})"
        raise Unsaid
    same = value.numel() > 4 and bool((value == value.flatten()[0]).all())
    if not value.numel() or same:
        one = value.flatten()[0].item() if same else 0
        named = "zeros" if one == 0 else "ones" if one == 1 else None
        if value.dtype in (torch.int64, torch.bool):
            dtype = f", dtype={value.dtype}"
        if named:
            return f"torch.{named}({shape}{dtype})" if value.dim() else f"torch.{named}(()){dtype}"
        return f"torch.full(({shape}{',' if value.dim() == 1 else ''}), {_number(one, value.dtype, digits)}{dtype})"
    return f"torch.tensor({_listed(value, digits)}{dtype})"


def _listed(value: Tensor, digits: int, indent: int = 1) -> str:
    """Nested lists; what is long, a row a line."""
    if not value.dim():
        return _number(value.item(), value.dtype, digits)
    rows = [_listed(row, digits, indent + 1) for row in value]
    line = f"[{', '.join(rows)}]"
    if value.dim() == 1 or len(line) <= WIDTH:
        return line
    inner, outer = "\n" + "    " * indent, "\n" + "    " * (indent - 1)
    return f"[{inner}{f',{inner}'.join(rows)},{outer}]"


def _number(value: Any, dtype: torch.dtype, digits: int = 0) -> str:
    """The shortest that stands for this number of this dtype."""
    if not isinstance(value, float):
        return repr(value)
    if value != value:
        return "torch.nan"
    if value in (float("inf"), float("-inf")):
        return "torch.inf" if value > 0 else "-torch.inf"
    like = torch.tensor(value, dtype=dtype)
    for n in range(1, 18):
        text = f"{value:.{n}g}"
        if n == digits or bool(torch.tensor(float(text), dtype=dtype) == like):
            break
    short = float(text)
    return (
        repr(short) if 1e-4 <= abs(short) < 1e7 or short == 0 else text if "." in text or "e" in text else f"{text}.0"
    )


def _expected(expected: Any, got: Any) -> str:
    """What should have come, with as many digits as it takes to see the difference."""
    if not isinstance(expected, Expected):
        return written(plain(expected))
    if not isinstance(expected.value, Tensor):
        return written(expected.value)
    assert expected.dtype is not None
    want = expected.value.to(expected.dtype)
    if not want.is_floating_point():
        return tensor(want.contiguous())
    difference = 0.0
    if isinstance(got, Array) and got.tensor.shape == want.shape and not got.tensor.is_complex():
        error = (got.tensor.double() - expected.value.double()).abs()
        difference = float(error[error.isfinite()].max()) if bool(error.isfinite().any()) else 0.0
    size = expected.value[expected.value.isfinite()].abs()
    largest = float(size.max()) if size.numel() else 0.0
    for digits in range(4, 17):
        if 5 * 10.0**-digits * largest * MARGIN <= difference or (not difference and digits >= 6):
            break
    return tensor(want.contiguous(), digits)
