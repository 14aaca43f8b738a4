"""Backward passes written by hand: is the reference's gradient the derivative of anything?

A reference tells what it differentiates in a function of its own, `forward_of_NAME`, which gets the arguments of NAME:

    def forward_of_softmax_backward(grad_output, x, dim):
        return {"dx": x}, lambda x: torch.softmax(x, dim), grad_output

It returns the tensors to differentiate with respect to, under the names of the outputs; the forward function of these
tensors; and the cotangent, or None where the forward gives a loss. The gradients that NAME returns must agree with
autograd through that forward, and with finite differences of it, which know nothing of autograd.
"""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from app.judge.compare import Expected
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from app.judge.program import double
from app.judge.trees import flatten
from app.judge.variants import largest

PREFIX = "forward_of_"
MOST_ENTRIES = 200  # of a case that is differentiated numerically
STEP = 1e-5
CLOSE = 1e-6  # autograd; a case may hand over what a forward gave, rounded to float32
NEAR = 1e-5  # finite differences with this step
KINK = 1e-3  # where the slopes to the left and to the right differ more, there is no derivative to compare

Forward = Callable[..., Tensor]


def faults(oracle: Oracle) -> Iterator[str]:
    """What is wrong, in sentences."""
    module = vars(oracle.reference.module)
    for name in sorted(key.removeprefix(PREFIX) for key in module if key.startswith(PREFIX)):
        if name not in oracle.problem.functions:
            yield f"reference.py: {PREFIX}{name}, and there is no function {name}."
            continue
        cases = [prepared for prepared in oracle.prepared(0) if prepared.case.call == name]
        compared: dict[str, int] = {}
        for prepared in cases:
            yield from _faults(prepared, module[PREFIX + name], compared)
        for label in sorted(label for label, count in compared.items() if not count):
            yield f"reference.py: no entry of {label} could be compared with finite differences."


def _faults(prepared: Prepared, forward_of: Callable[..., Any], compared: dict[str, int]) -> Iterator[str]:
    """Of one case; counts in `compared` the entries that finite differences had a say in."""
    args, kwargs = double(prepared.inputs[0]), double(prepared.inputs[1])
    tensors, forward, cotangent = forward_of(*args, **kwargs)
    gradients = dict(_named(prepared))
    where = f"reference.py, case {prepared.case.name!r}"
    leaves = [tensor.detach().double().requires_grad_() for tensor in tensors.values()]
    for label in sorted(tensors.keys() - gradients.keys()):
        yield f"{where}: {PREFIX}{prepared.case.call} names {label}, which is none of the outputs."
        return

    def loss(*values: Tensor) -> Tensor:
        y = forward(*values)
        return y.sum() if cotangent is None else torch.where(cotangent == 0, 0, y * cotangent.double()).sum()

    by_autograd = torch.autograd.grad(loss(*leaves), leaves, allow_unused=True)
    small = sum(leaf.numel() for leaf in leaves) <= MOST_ENTRIES
    for number, (label, leaf) in enumerate(zip(tensors, leaves, strict=True)):
        compared.setdefault(label, 0)
        want = torch.zeros_like(leaf) if by_autograd[number] is None else by_autograd[number]
        got, scale = gradients[label].reshape(leaf.shape), max(largest(gradients[label]), 1e-3)
        usable = leaf.detach().isfinite() & want.isfinite()
        if bool(((got - want).abs() > CLOSE * scale)[usable].any()):
            yield f"{where}: {label} is not what autograd gives for its forward."
            return
        if not small:
            continue
        for index in map(tuple, usable.nonzero().tolist()):
            slope = _slope(loss, [value.detach() for value in leaves], number, index, scale)
            if slope is None:
                continue
            compared[label] += 1
            if abs(slope - float(got[index])) > NEAR * scale:
                yield f"{where}: {label}{list(index)} is {float(got[index]):.6g}, finite differences say {slope:.6g}."
                return


def _slope(loss: Forward, leaves: list[Tensor], number: int, index: tuple[int, ...], scale: float) -> float | None:
    """By central differences; None at a kink, or where the loss is not finite."""
    values = []
    for shift in (-STEP, 0.0, STEP):
        moved = leaves[number].clone()
        moved[index] += shift
        values.append(float(loss(*leaves[:number], moved, *leaves[number + 1 :])))
    below, here, above = values
    left, right = (here - below) / STEP, (above - here) / STEP
    if not abs(left - right) <= KINK * max(scale, abs(left), abs(right)):  # also where one is not finite
        return None
    return (above - below) / (2 * STEP)


def _named(prepared: Prepared) -> Iterator[tuple[str, Tensor]]:
    """The reference's outputs by name."""
    for path, leaf in flatten(prepared.outputs):
        if isinstance(leaf, Expected) and isinstance(leaf.value, Tensor):
            place = int(path) if path.isdigit() else 0
            alone = path == "" or path.isdigit()
            yield prepared.labels[place] if alone and place < len(prepared.labels) else path, leaf.value
