"""Generic attacks: wrong answers that fit every problem, each of which every problem must reject.

An attack is mounted on the first accepted solution. What its functions return (for a class: its public methods) is
replaced on the way out: by zeros, by one of the arguments, by the same with half the gradient. Another value keeps the
right gradient, and another gradient the right value, so that each has to be found by itself. Where nothing of that
touches a number, as with a method that works in place, the answer itself is replaced before it is compared. An attack
that changes no bit of any answer does not apply: zeros are right where zeros are expected.
"""

import functools
import inspect
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from app.judge.cases import SALTS
from app.judge.checks import Answer
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared, replace_leaves
from app.judge.trees import flatten
from app.judge.trial import Trial, tampered
from app.judge.wire import Array

OPERATORS = {
    f"__{side}{name}__" for name in ("add", "sub", "mul", "truediv", "matmul", "pow") for side in ("", "r", "i")
} | {"__call__", "__neg__", "__getitem__", "__next__"}
Spoil = Callable[[Any], Any]  # of one number or tensor


@dataclass(frozen=True)
class Attack:
    """`spoil` replaces a number or tensor; `gradients` what arrived at the leaves. `returned` picks an argument."""

    name: str
    spoil: Spoil | None = None
    gradients: Callable[[list[Any]], list[Any]] | None = None
    returned: Callable[[list[Any]], Any] | None = None


def _filled(number: float) -> Spoil:
    def fill(value: Any) -> Any:
        if isinstance(value, Tensor):
            return torch.full_like(value, number)
        return type(value)(number) if isinstance(value, bool | int | float) else type(value)()

    return fill


def _mean(value: Any) -> Any:
    """Every entry becomes the mean of all: the best of constants."""
    if isinstance(value, Tensor) and value.is_floating_point() and value.numel():
        return value.mean().expand_as(value).clone()
    return value


def _nan(value: Any) -> Any:
    if isinstance(value, Tensor):
        return torch.full_like(value, torch.nan) if value.is_floating_point() or value.is_complex() else value
    return float("nan") if isinstance(value, float) else value


def _rounded(value: Any) -> Any:
    """Through float16 and back."""
    if isinstance(value, Tensor):
        return value.half().to(value.dtype) if value.is_floating_point() else value
    return float(torch.tensor(value, dtype=torch.float64).half()) if isinstance(value, float) else value


def _noticeably_rounded(value: Tensor) -> Tensor:
    """Through float16, where that moves an entry by a ten-thousandth of the largest. Cotangents are drawn with eight
    bits, so that sums of a few are right in float16 too."""
    rounded = value.half().to(value.dtype)
    moved = (rounded - value).abs() > 1e-4 * value.abs().max() if value.numel() else torch.zeros(())
    return rounded if bool(moved.any()) else value


def _each(change: Callable[[Tensor], Tensor]) -> Callable[[list[Any]], list[Any]]:
    """Every gradient that arrived, changed."""
    return lambda gradients: [_array(g, change) if isinstance(g, Array) else g for g in gradients]


def _graph(change: Callable[[Tensor], Tensor]) -> Spoil:
    return lambda value: change(value) if isinstance(value, Tensor) and value.requires_grad else value


def _scaled(factor: float) -> tuple[Spoil, Callable[[list[Any]], list[Any]]]:
    """The gradient times a factor: by what stands in the graph, and in what arrived."""
    return _graph(lambda value: tampered(value, factor=factor)), _each(lambda value: value * factor)


ATTACKS = (
    Attack("zeros", _filled(0)),
    Attack("ones", _filled(1)),
    Attack("the mean everywhere", _mean),
    Attack("the first argument", returned=lambda given: given[0]),
    Attack("the last argument", returned=lambda given: given[-1] if len(given) > 1 else None),
    Attack("nan", _nan),
    Attack("rounded to float16", _rounded),
    Attack("half the gradient", *_scaled(0.5)),
    Attack("a thousandth more gradient", *_scaled(1.001)),
    Attack("zero gradient", *_scaled(0.0)),
    Attack("the gradient rounded to float16", None, _each(_noticeably_rounded)),
    Attack("cut from the graph", _graph(Tensor.detach), lambda gradients: [None] * len(gradients)),
    Attack("the gradient of the first input only", None, lambda given: [*given[:1], *[None] * (len(given) - 1)]),
)


def attacked(oracle: Oracle) -> tuple[int, list[str]]:
    """How many attacks were rejected, and a sentence for each that was not."""
    rejected, faults = 0, []
    for attack in ATTACKS:
        for way in (_through_functions, _through_answers):
            fates = [_rejected(way(oracle, attack), SALTS[0])]
            if fates[0] is not None:
                fates += [_rejected(way(oracle, attack), salt) for salt in SALTS[1:]]
                fooled = False in fates  # with another salt it may change nothing
                rejected += not fooled
                faults += [] if not fooled else [f"the attack “{attack.name}” is accepted."]
                break
    return rejected, faults


def _rejected(mounted: tuple[Trial, "Mark"] | None, salt: int) -> bool | None:
    """Whether some case rejects it; None where it changes nothing."""
    if mounted is None:
        return None
    trial, mark = mounted
    failure = trial.failure(salt)
    return failure is not None if mark.made else None


@dataclass
class Mark:
    """Whether an attack changed anything: a bit of a value, or, for an attack on gradients, its graph."""

    made: bool = False

    def see(self, before: Any, after: Any, graph: bool = False) -> Any:
        if isinstance(before, Tensor) and isinstance(after, Tensor):
            same = before.shape == after.shape and before.dtype == after.dtype and _same(before, after)
            self.made |= not same or (graph and after is not before)
        else:
            self.made |= before is not after and not (before == after or (before != before and after != after))
        return after


def _same(before: Tensor, after: Tensor) -> bool:
    return bool(((before == after) | ((before != before) & (after != after))).all())


# ---- on the way out of the solution's functions ----------------------------------------------------------------------


def _through_functions(oracle: Oracle, attack: Attack) -> tuple[Trial, Mark] | None:
    if attack.spoil is None and attack.returned is None:
        return None
    mark = Mark()

    def change(module: types.ModuleType) -> None:
        for name in oracle.problem.functions:
            target = getattr(module, name)
            if isinstance(target, type):
                for method, function in _methods(target):
                    setattr(target, method, _wrapped(function, attack, mark, skip=1))
            else:
                setattr(module, name, _wrapped(target, attack, mark))

    return Trial(oracle, oracle.problem.solution, change=change), mark


def _methods(cls: type) -> Iterator[tuple[str, Any]]:
    for name, member in list(vars(cls).items()):
        if inspect.isfunction(member) and (not name.startswith("_") or name in OPERATORS):
            yield name, member


def _wrapped(function: Any, attack: Attack, mark: Mark, skip: int = 0) -> Any:
    """The function, what it returns replaced. `skip` is 1 where the first argument is `self`."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if attack.returned is not None:
            given = [*args[skip:], *kwargs.values()] or list(args)
            tensors = [value for value in given if isinstance(value, Tensor)]
            picked = attack.returned(tensors or given) if given else None
            return result if result is None or picked is None else _in_place_of(result, mark.see(result, picked))
        return _spoiled(result, attack, mark)

    return wrapper


def _spoiled(value: Any, attack: Attack, mark: Mark) -> Any:
    assert attack.spoil is not None
    if isinstance(value, Tensor | bool | int | float | str | bytes):
        after = mark.see(value, attack.spoil(value), graph=attack.gradients is not None)
        return after if attack.gradients is not None else _in_place_of(value, after)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_spoiled(part, attack, mark) for part in value))
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_spoiled(part, attack, mark) for part in value)
    if isinstance(value, dict):
        return {key: _spoiled(part, attack, mark) for key, part in value.items()}
    if type(value).__module__ == "solution" and not isinstance(value, torch.nn.Module):
        for name, part in list(getattr(value, "__dict__", {}).items()):
            if isinstance(part, Tensor | float):
                setattr(value, name, _spoiled(part, attack, mark))
    return value


def _in_place_of(value: Any, other: Any) -> Any:
    if isinstance(value, Tensor) and isinstance(other, Tensor) and value.requires_grad:
        return tampered(value, other) if (value.shape, value.dtype) == (other.shape, other.dtype) else other
    return other


# ---- in the answer itself --------------------------------------------------------------------------------------------


def _through_answers(oracle: Oracle, attack: Attack) -> tuple[Trial, Mark] | None:
    if attack.gradients is not None and not any(prepared.gradients for prepared in oracle.prepared(0)):
        return None
    mark = Mark()

    def alter(prepared: Prepared, answer: Answer) -> Answer:
        if attack.gradients is not None:
            changed = attack.gradients(answer.gradients)
            for before, after in zip(answer.gradients, changed, strict=True):
                if isinstance(before, Array):
                    now = after.tensor if isinstance(after, Array) else torch.zeros_like(before.tensor)
                    mark.see(before.tensor, now)  # None stands for zeros
            return replace(answer, gradients=changed)
        if attack.returned is not None:
            given = [leaf for _, leaf in flatten(prepared.inputs) if isinstance(leaf, Tensor)]
            picked = attack.returned(given) if given else None
            if picked is None or answer.output is None:
                return answer
            mark.made |= not (isinstance(answer.output, Array) and torch.equal(answer.output.tensor, picked))
            output = Array(picked.contiguous(), picked.stride(), "cpu", False)
            return replace(answer, output=output, again=output)
        return replace(
            answer, output=_altered(answer.output, attack, mark), again=_altered(answer.again, attack, mark),
            inputs=_written(prepared, answer.inputs, attack, mark),
        )  # fmt: skip

    return Trial(oracle, oracle.problem.solution, alter=alter), mark


def _array(array: Array, change: Callable[[Tensor], Tensor]) -> Array:
    return replace(array, tensor=change(array.tensor))


def _altered(value: Any, attack: Attack, mark: Mark) -> Any:
    assert attack.spoil is not None
    spoil = attack.spoil

    def alter(_: str, leaf: Any) -> Any:
        if isinstance(leaf, Array):
            return _array(leaf, lambda tensor: mark.see(tensor, spoil(tensor)))
        return mark.see(leaf, spoil(leaf)) if isinstance(leaf, bool | int | float | str | bytes) else leaf

    return replace_leaves(value, alter)


def _written(prepared: Prepared, inputs: Any, attack: Attack, mark: Mark) -> Any:
    """The arguments after the call, those that are written in place replaced."""
    args, kwargs = inputs
    after = dict(zip(prepared.names, args, strict=True)) | kwargs
    changed = replace_leaves(after, lambda path, leaf: _altered(leaf, attack, mark) if path in prepared.out else leaf)
    return [[changed[name] for name in prepared.names], {name: changed[name] for name in kwargs}]
