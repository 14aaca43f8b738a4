"""Inputs at the other places of the stability map, made of a case: the same call in another type, and larger, smaller,
or odd in one way.

Only the first float tensor changes, but for its type and for sizes that others share with it: along a dimension they
are cut together. Which dimensions belong together is tried out: the reference must take one more along them, since
tensors that differ there would not fit. (Cut to one, they would still broadcast.)
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import torch
from torch import Tensor

from app.judge.place import data_of, size_of
from app.judge.shrink import Dim, Input, Shrinker, Trait, groups
from app.judge.variants import largest
from app.stability import SIZES

TARGETS = {"tiny": 1e-3, "ordinary": 1.0, "huge": 1e3}  # about which the largest number will be
BELOW = 0.25  # of the smallest normal number: denormal, and in every type some bits are left
SHAPES = {"empty": 0, "batch_of_one": 1, "length_one": 1}
BY_CHANCE = {"whole", "increasing"}  # of numbers in a case by hand
SIGNS = {"positive", "not negative"}  # likewise, where they are 1, 2, 3
Takes = Callable[[Input], bool]


def moved(
    start: Input, sizes: Mapping[str, Sequence[str]], dtype: torch.dtype, kind: str, takes: Takes
) -> Iterator[Input]:
    """Inputs of this type and kind, the most telling first, that may still be inputs of the problem.

    `takes`: whether the reference does not raise.
    """
    first = next(iter(data_of(start.tensors())))
    shrinker = Shrinker(start, sizes, lambda candidate, part: False)
    for changed in _shapes(start, sizes, first, kind, takes) if kind in SHAPES else [start]:
        for candidate in _numbers(_cast(changed, dtype), first, kind):
            if _wanted(shrinker, start, candidate) <= shrinker.traits(candidate):
                yield candidate


def _wanted(shrinker: Shrinker, start: Input, candidate: Input) -> set[Trait]:
    """What holds of the start and must go on to hold: of a tensor that is empty now, nothing is left to say."""
    empty = {label for label, tensor in candidate.tensors().items() if not tensor.numel()}
    traits = shrinker.traits(start)
    counted = {label for label, word, *_ in traits if word == "whole" and (label, "at most 1") not in traits}
    return {
        (label, word, *more)
        for label, word, *more in traits
        if label not in empty and word not in BY_CHANCE and not (label in counted and word in SIGNS)
    }


def _cast(start: Input, dtype: torch.dtype) -> Input:
    return start.changed({label: t.to(dtype) for label, t in start.tensors().items() if t.is_floating_point()})


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(start: Input, first: str, kind: str) -> Iterator[Input]:
    tensor = start.tensors()[first]
    for new in _changed(tensor, kind):
        yield start.changed({first: new})


def _changed(tensor: Tensor, kind: str) -> Iterator[Tensor]:
    wide, size = tensor.double(), largest(tensor)
    if kind in SIZES:
        if size_of(size) == kind:
            yield tensor
        elif size:
            yield (wide * 10.0 ** round(math.log10(TARGETS[kind] / size))).to(tensor.dtype)
    elif kind == "denormal":
        if size:
            yield (wide * (BELOW * torch.finfo(tensor.dtype).tiny / size)).to(tensor.dtype)
    elif kind == "zeros":
        yield from _with_row(tensor, 0.0)
    elif kind == "minus_inf":
        yield from _with_row(tensor, -torch.inf)
    elif kind == "not_finite":
        if tensor.numel():
            for value in (torch.inf, torch.nan):
                new = tensor.clone()
                new[(0,) * tensor.dim()] = value
                yield new
    else:
        yield tensor


def _with_row(tensor: Tensor, value: float) -> Iterator[Tensor]:
    """The first row holds nothing else; the others are left as they are."""
    if tensor.dim() and tensor.numel():
        new = tensor.clone()
        new[(0,) * (tensor.dim() - 1)] = value
        yield new


# ---- shapes ----------------------------------------------------------------------------------------------------------


def _shapes(start: Input, sizes: Mapping[str, Sequence[str]], first: str, kind: str, takes: Takes) -> Iterator[Input]:
    """Cut along the batch, or for rows of length one along the last dimension."""
    shape = start.tensors()[first].shape
    if len(shape) < (2 if kind == "batch_of_one" else 1):
        return
    dim = len(shape) - 1 if kind == "length_one" else 0
    if shape[dim] == SHAPES[kind]:
        yield start
        return
    for group in _together(start, sizes, (first, dim)) if shape[dim] else ():
        if takes(_resized(start, group, shape[dim] + 1)):
            yield _resized(start, group, SHAPES[kind])
            return


def _together(start: Input, sizes: Mapping[str, Sequence[str]], dim: Dim) -> Iterator[frozenset[Dim]]:
    """Groups of dimensions that may be one size: few before many. Of ones, all that are first, or all that are last:
    a single one would broadcast, however long it gets."""
    tensors = start.tensors()
    if tensors[dim[0]].shape[dim[1]] == 1:
        last = dim[1] > 0
        ends = [(label, tensor.dim() - 1 if last else 0) for label, tensor in tensors.items() if tensor.dim()]
        yield frozenset((label, end) for label, end in ends if tensors[label].shape[end] == 1)
        return
    found = {group for group, _ in groups(start, sizes) if dim in group} | {frozenset({dim})}
    yield from sorted(found, key=lambda group: (len(group), sorted(group)))


def _resized(start: Input, group: frozenset[Dim], length: int) -> Input:
    """That long along these dimensions; the last entries come again where there are too few."""
    changes: dict[str, Tensor] = {}
    for label, dim in group:
        tensor = changes.get(label, start.tensors()[label])
        changes[label] = tensor.index_select(dim, torch.arange(length).clamp(max=tensor.shape[dim] - 1))
    return start.changed(changes)
