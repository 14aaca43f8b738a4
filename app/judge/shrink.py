"""Smaller inputs of the same kind: a case's tensors sliced along the sizes they share, then rounded.

Nothing here knows what a problem means, so it is careful instead. Whatever holds of a case's own arguments (each row
has a single 1, or adds up to 1; a mask leaves something in each row; all numbers are positive; an index stays below a
size) must hold of the smaller ones, else they may be no input of this problem any more. Whether the reference and the
accepted solutions take them is for app/judge/counterexample.py to find out.
"""

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from app.judge.trees import flatten

SHAPES = 0.6  # of the budget: some is left for the values, which are easier to read when they are round
Dim = tuple[str, int]  # the label of a tensor, and one of its dimensions
Trait = tuple[Any, ...]
Fails = Callable[["Input", float], bool]  # and the part of the budget that may be spent by then
NEAR = 1e-4  # how far from 1 a row of probabilities may add up


class Spent(Exception):
    """The budget is."""


@dataclass(frozen=True)
class Input:
    """The arguments of a call. `whole` is whether the cotangents are whole numbers."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    names: tuple[str, ...]  # of the positional arguments
    whole: bool = False

    def leaves(self) -> dict[str, Any]:
        return dict(flatten(dict(zip(self.names, self.args, strict=True)) | self.kwargs))

    def tensors(self) -> dict[str, Tensor]:
        return {label: leaf for label, leaf in self.leaves().items() if isinstance(leaf, Tensor)}

    def entries(self) -> int:
        return sum(tensor.numel() for tensor in self.tensors().values())

    def changed(self, changes: Mapping[str, Tensor]) -> "Input":
        """With other tensors under these labels."""

        def put(value: Any, label: str) -> Any:
            if isinstance(value, Tensor):
                return changes.get(label, value)
            if isinstance(value, list | tuple):
                return type(value)(put(part, f"{label}.{i}") for i, part in enumerate(value))
            if isinstance(value, dict):
                return {key: put(part, f"{label}.{key}") for key, part in value.items()}
            return value

        args = tuple(put(value, name) for name, value in zip(self.names, self.args, strict=True))
        return replace(self, args=args, kwargs={name: put(value, name) for name, value in self.kwargs.items()})


class Shrinker:
    """Looks for a smaller input that still fails. `fails` says whether one does, and raises Spent."""

    def __init__(self, start: Input, sizes: Mapping[str, Sequence[str]], fails: Fails) -> None:
        self.start, self.best = start, start
        self.fails = fails
        self.groups = list(groups(start, sizes))
        self.lengths = _lengths(start)
        self.tried: set[Any] = set()
        self._known: dict[str, tuple[Tensor, list[Trait]]] = {}
        self.wanted = self.traits(start)

    def run(self) -> Input:
        """Shapes first, then values; once more, as long as something helps."""
        before, self.part = None, SHAPES
        while before is not self.best:
            before = self.best
            for phase in (self._smaller, self._rounder):
                with contextlib.suppress(Spent):
                    phase()
                self.part = 1.0
        return self.best

    def _smaller(self) -> None:
        for group, fewest in self.groups:
            self._fewer(group, fewest)

    def _try(self, candidate: Input) -> bool:
        key = (candidate.whole, *((t.shape, t.double().numpy().tobytes()) for t in candidate.tensors().values()))
        if key in self.tried:
            return False
        self.tried.add(key)
        if self.wanted <= self.traits(candidate) and self.fails(candidate, self.part):
            self.best = candidate
            return True
        return False

    # ---- shapes ----------------------------------------------------------------------------------------------------

    def _fewer(self, group: frozenset[Dim], fewest: int) -> None:
        """Delta debugging over the indices of one size: halves, quarters, … alone, then all but one of them."""
        lengths = _lengths(self.best)
        n, parts = lengths[next(iter(group))], 2
        if any(lengths[dim] != n for dim in group):  # a part of it became shorter by itself
            return
        while n > fewest:
            length = math.ceil(n / parts)
            chunks = [list(range(i, min(i + length, n))) for i in range(0, n, length)]
            others = [[i for i in range(n) if i not in chunk] for chunk in chunks] if len(chunks) > 2 else []
            kept = next(
                (kept for kept in (*chunks, *others) if fewest <= len(kept) < n and self._keeps(group, kept)), None
            )
            if kept is not None:
                n, parts = len(kept), 2
            elif length == 1:
                return
            else:
                parts = min(2 * parts, n)

    def _keeps(self, group: frozenset[Dim], kept: list[int]) -> bool:
        tensors = self.best.tensors()
        changes: dict[str, Tensor] = {}
        for label, dim in group:
            changes[label] = sliced(changes.get(label, tensors[label]), dim, kept)
        return self._try(self.best.changed(changes))

    # ---- values ----------------------------------------------------------------------------------------------------

    def _rounder(self) -> None:
        """All float tensors at once, then each; to whole numbers, or as few digits as will do."""
        if not self.best.whole:
            self._try(replace(self.best, whole=True))
        for digits in (-1, 0, 1, 2):
            changes = dict(self._rounded(digits))
            if not changes or self._try(self.best.changed(changes)):
                continue
            for label, new in changes.items() if len(changes) > 1 else ():
                self._try(self.best.changed({label: new}))

    def _rounded(self, digits: int) -> Iterator[tuple[str, Tensor]]:
        for label, tensor in self.best.tensors().items():
            if tensor.is_floating_point() and tensor.numel() and not plain(tensor):
                new = rounded(tensor, digits)
                if not torch.equal(new, tensor):
                    yield label, new

    # ---- what must go on to hold -----------------------------------------------------------------------------------

    def traits(self, candidate: Input) -> frozenset[Trait]:
        """What holds of these arguments, as far as one can see."""
        found: set[Trait] = set()
        leaves = candidate.leaves()
        tensors = {label: leaf for label, leaf in leaves.items() if isinstance(leaf, Tensor)}
        for label, tensor in tensors.items():
            known = self._known.get(label)
            if known is None or known[0] is not tensor:
                known = self._known[label] = (tensor, list(traits_of(tensor)))
            found |= {(label, *trait) for trait in known[1]}
        lengths = _lengths(candidate)
        for label, numbers in (_integers(leaves) | _counts(candidate)).items():
            own = {self.lengths[dim] for dim in self.lengths if dim[0] == label}
            for dim, n in lengths.items():
                if dim[0] == label or self.lengths[dim] in own:
                    continue
                if label in tensors:
                    found |= {(label, word, dim) for word, holds in _bounds(numbers, n) if holds}
                elif (k := numbers[0]) > 1:
                    facts = [("equals", k == n)]
                    facts += [] if label.startswith("len(") else [("is at most", k <= n), ("divides", n % k == 0)]
                    found |= {(label, word, dim) for word, holds in facts if holds}
        return frozenset(found)


def _lengths(candidate: Input) -> dict[Dim, int]:
    return {(label, dim): n for label, tensor in candidate.tensors().items() for dim, n in enumerate(tensor.shape)}


def _integers(leaves: Mapping[str, Any]) -> dict[str, list[int]]:
    """The least and the largest of each integer argument."""
    found: dict[str, list[int]] = {}
    for label, leaf in leaves.items():
        if isinstance(leaf, Tensor):
            if leaf.numel() and not leaf.is_floating_point() and not leaf.is_complex() and leaf.dtype != torch.bool:
                found[label] = [int(leaf.min()), int(leaf.max())]
        elif isinstance(leaf, int) and not isinstance(leaf, bool):
            found[label] = [leaf]
    return found


def _counts(candidate: Input) -> dict[str, list[int]]:
    """How long the lists are that come as arguments; a tuple is more often a shape."""
    values = dict(zip(candidate.names, candidate.args, strict=True)) | candidate.kwargs
    return {f"len({name})": [len(value)] for name, value in values.items() if isinstance(value, list)}


def _bounds(numbers: Sequence[int], n: int) -> Iterator[tuple[str, bool]]:
    least, most = numbers
    yield "is below", most < n
    yield "is at most", most <= n
    yield "is above minus", least > -n


def groups(start: Input, sizes: Mapping[str, Sequence[str]]) -> Iterator[tuple[frozenset[Dim], int]]:
    """Dimensions that belong together, and the fewest entries to leave there.

    By name where problem.toml has names for sizes. Else by length: those that are as long as each other may mean the
    same thing. When only some of them are sliced, two are left, so that what then differs does not broadcast.
    """
    lengths = {dim: n for dim, n in _lengths(start).items() if n > 1}
    shapes = {label: tensor.shape for label, tensor in start.tensors().items()}
    named: dict[str, set[Dim]] = {}
    for label, names in sizes.items():
        if label in shapes and len(names) == len(shapes[label]):
            for dim, name in enumerate(names):
                if (label, dim) in lengths:
                    named.setdefault(name, set()).add((label, dim))
    yield from ((frozenset(group), 1) for group in named.values())
    known = set().union(*named.values()) if named else set()
    taken = {lengths[dim] for dim in known}
    seen: set[frozenset[Dim]] = set()
    for n in sorted({n for dim, n in lengths.items() if dim not in known and n not in taken}, reverse=True):
        every = frozenset(dim for dim, length in lengths.items() if length == n)
        first = frozenset(dim for dim in every if dim[1] == 0)
        last = frozenset(dim for dim in every if dim[1] == len(shapes[dim[0]]) - 1)
        alone = [frozenset({dim}) for dim in sorted(every)] if len({label for label, _ in every}) == 1 else []
        for group in (every, first, last, *alone):
            if group and group not in seen:
                seen.add(group)
                whole = group == every or len({label for label, _ in every}) == 1
                yield group, 1 if whole else 2


def sliced(tensor: Tensor, dim: int, kept: Sequence[int]) -> Tensor:
    """A run of indices keeps the layout; others make a new tensor."""
    if list(kept) == list(range(kept[0], kept[0] + len(kept))):
        return tensor.narrow(dim, kept[0], len(kept)).clone(memory_format=torch.preserve_format)
    return tensor.index_select(dim, torch.tensor(kept))


def rounded(tensor: Tensor, digits: int) -> Tensor:
    """To the decimal place of the largest number, but not beyond whole ones; to `digits` more of them.

    -1: whole numbers above ten keep their first digit alone.
    """
    wide = tensor.double()
    finite = wide[wide.isfinite()].abs()
    largest = float(finite.max()) if finite.numel() else 0.0
    if largest == 0.0:
        return tensor
    place = max(0, -math.floor(math.log10(largest)))
    unit = 10.0 ** -(place + max(digits, 0))
    new = torch.round(wide / unit) / round(1 / unit) if unit > 1e-12 else torch.round(wide / unit) * unit
    if digits < 0:
        power = 10.0 ** torch.floor(torch.log10(wide.abs().clamp(min=1e-300)))
        new = torch.where(wide.abs() >= 10, torch.round(wide / power) * power, new)
    return torch.where(wide.isfinite(), new, wide).add(0.0).to(tensor.dtype)


def plain(tensor: Tensor) -> bool:
    """A mask, or rows of probabilities or of length 1: its values are left alone."""
    return any(trait[0] in ("binary", "adds up to 1", "has length 1") for trait in traits_of(tensor))


def traits_of(tensor: Tensor) -> Iterator[Trait]:
    """What one tensor seems to be."""
    if tensor.is_complex() or not tensor.numel():
        return
    wide = tensor.double()
    if bool(wide.isnan().any()):
        return
    if tensor.is_floating_point():
        yield from _float_traits(wide)
    elif tensor.dtype != torch.bool and tensor.dim() == 1 and _is_permutation(tensor):
        yield ("permutation",)
    if bool(((wide == 0) | (wide == 1)).all()):
        yield ("binary",)
        for dim in range(tensor.dim()):
            if bool(wide.any(dim).all()):
                yield ("something is 1 along", dim)
            if bool((1 - wide).any(dim).all()):
                yield ("something is 0 along", dim)
            if bool((wide.sum(dim) == 1).all()):
                yield ("one is 1 along", dim)
    if tensor.dim() >= 2 and tensor.shape[-1] == tensor.shape[-2]:
        for word, other in (("symmetric", wide.mT), ("lower", wide.tril()), ("upper", wide.triu())):
            if wide.equal(other):
                yield (word,)
    if tensor.dim() and bool((wide.diff(dim=-1) > 0).all()):
        yield ("increasing",)


def _is_permutation(tensor: Tensor) -> bool:
    return tensor.sort().values.equal(torch.arange(len(tensor), dtype=tensor.dtype))


def _float_traits(wide: Tensor) -> Iterator[Trait]:
    least, most = float(wide.min()), float(wide.max())
    if least >= 0:
        facts = (("not negative", True), ("positive", least > 0), ("at most 1", most <= 1), ("below 1", most < 1))
        yield from ((word,) for word, holds in facts if holds)
    for dim in range(wide.dim()):
        if least >= 0 and bool(((wide.sum(dim) - 1).abs() < NEAR).all()):
            yield ("adds up to 1", dim)
        if wide.shape[dim] > 1 and bool((((wide * wide).sum(dim) - 1).abs() < NEAR).all()):
            yield ("has length 1", dim)
    if bool((wide == wide.round()).all()):
        yield ("whole",)
