"""Ways in which a tensor can be wrong, each tried on one failed check: a factor, a swap of axes, one row, …

A guess predicts what would have come, had that mistake been made. It holds where the prediction is inside a narrow band
everywhere. What it is worth is counted in decimal digits: how unlikely unrelated numbers are to fit as well. Entries
that the mistake would leave as they are witness nothing, and neither does the same value twice.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from app.judge.compare import FLOORS, TINY, Expected, allowed_error

Key = tuple[str, ...]  # the kind, then what names it: ("size", "over", "x.shape[0]")
Found = Iterator[tuple[Key, "Witness"]]
CLOSE = {torch.float64: 1e-9, torch.float32: 2e-5, torch.float16: 2e-3, torch.bfloat16: 1e-2}
APART = 4  # times the band: what a prediction must differ from the right value to be told from it
PROBES = 8
SAMPLE = 256  # entries asked for their value
INPUTS = 12  # arguments whose sizes are tried
HALVES = {torch.bfloat16: "bfloat16", torch.float16: "float16"}  # in this order: float16 has most of bfloat16's numbers


@dataclass(frozen=True)
class Witness:
    """What speaks for a guess. `values`: distinct expected values, and the digits each is worth; `digits`: of all
    together; `spent`: how many values went into fitting the guess itself."""

    values: dict[str, float] = field(default_factory=dict)
    digits: float = 0.0
    spent: int = 0


@dataclass(frozen=True)
class Seen:
    """One failed check. `got` is a tensor of the right dtype, but not always of the right shape."""

    case: str
    expected: Expected
    got: Tensor
    inputs: dict[str, Any]  # label → tensor or number, before the call
    others: dict[str, Tensor] = field(default_factory=dict)  # what is expected of the other parts of the answer

    @cached_property
    def want(self) -> Tensor:
        return torch.as_tensor(self.expected.value, dtype=torch.float64)

    @cached_property
    def close(self) -> float:
        dtype = self.expected.dtype
        return CLOSE[torch.float64] if dtype is None else CLOSE.get(dtype, 0.0)

    @cached_property
    def worth(self) -> float:
        """Digits of one value that fits. Whole numbers fit by chance more easily."""
        return -math.log10(self.close) if self.close else 1.0

    @cached_property
    def probe(self) -> Tensor:
        """Places of a few entries, by which most guesses are seen to be wrong at once."""
        return torch.nonzero(self.got.flatten().isfinite()).flatten()[:: max(1, self.got.numel() // PROBES)][:PROBES]

    @cached_property
    def same_shape(self) -> bool:
        return self.want.shape == self.got.shape

    @cached_property
    def wrong(self) -> Tensor:
        """The entries that the comparison found wrong."""
        dtype = self.expected.dtype or torch.float64
        if dtype not in CLOSE:
            return self.got != self.want
        rounded = self.want.to(dtype).double()
        inside = (self.got - self.want).abs() <= allowed_error(_with_dtype(self.expected, self.want, dtype))
        return ~((inside & rounded.isfinite()) | (self.got == rounded) | (self.got.isnan() & self.want.isnan()))

    def band(self, predicted: Tensor, gain: float = 1.0) -> Tensor:
        """`gain`: how much larger the mistake makes what an honest solution is off by."""
        finite = predicted[predicted.isfinite()].abs()
        scale = max(float(finite.max()) if finite.numel() else 0.0, self.expected.scale if self.close else 0.0)
        return (self.close * (predicted.abs() + scale)).clamp(
            min=gain * FLOORS * self.expected.floor if self.close else 0.0
        )


def _with_dtype(expected: Expected, want: Tensor, dtype: torch.dtype) -> Expected:
    return Expected(want, dtype, expected.scale, expected.floor, device=expected.device)


def holds(
    seen: Seen, predicted: Tensor, mask: Tensor | None = None, spent: int = 0, gain: float = 1.0
) -> Witness | None:
    """What witnesses that `predicted` came; None where something else did. `mask`: the entries that are predicted."""
    told = _told(seen, predicted, mask, gain)
    if told is not None and bool(predicted.any()):
        told &= predicted.abs() > APART * seen.band(predicted, gain)  # what is as good as 0 would fit any small numbers
    return None if told is None else Witness(dict.fromkeys(_values(seen, predicted, told), seen.worth), 0.0, spent)


def shuffled(seen: Seen, predicted: Tensor, mask: Tensor | None = None) -> Witness | None:
    """As `holds`, where the expected values came in other places: a value that is everywhere is no witness."""
    told = _told(seen, predicted, mask)
    if told is None or not bool(told.any()):
        return None
    step = float(seen.band(predicted).nan_to_num(0, 0, 0).max()) * 2 * APART or 0.5
    _, index, counts = torch.unique(torch.round(predicted / step), return_inverse=True, return_counts=True)
    digits = float(torch.log10(predicted.numel() / counts[index][told].double()).sum())
    return Witness(dict.fromkeys(_values(seen, predicted, told), 0.0), digits)


def _told(seen: Seen, predicted: Tensor, mask: Tensor | None, gain: float = 1.0) -> Tensor | None:
    """Where the prediction can be told from the right value, if it is what came."""
    got = seen.got
    if predicted.shape != got.shape or (mask is None and not _plausible(seen, predicted, gain)):
        return None
    band, finite = seen.band(predicted, gain), predicted.isfinite() & got.isfinite()
    fits = (finite & ((predicted - got).abs() <= band)) | (predicted == got) | (predicted.isnan() & got.isnan())
    if not bool((fits if mask is None else fits | ~mask).all()):
        return None
    told = finite & ((predicted - seen.want).abs() > APART * band) if seen.same_shape else finite
    return told if mask is None else told & mask


def _plausible(seen: Seen, predicted: Tensor, gain: float) -> bool:
    """False where a few entries are farther away than any of them may be."""
    size = max(float(predicted.abs().nan_to_num(0, 0, 0).max()), seen.expected.scale)
    allowed = max(2 * seen.close * size, gain * FLOORS * seen.expected.floor) if seen.close else 0.0
    far = (predicted.flatten()[seen.probe] - seen.got.flatten()[seen.probe]).abs() > allowed
    return not bool(far.any())


def _values(seen: Seen, predicted: Tensor, told: Tensor) -> list[str]:
    """Some of the expected values there, rounded, so that noise and what is inside the band make no new ones."""
    band = seen.band(predicted)
    values, step = (seen.want if seen.same_shape else predicted)[told], 2 * band[band.isfinite()]
    if step.numel() and bool(step.any()):
        values = (values / step.max()).round() * step.max()
    stride = max(1, values.numel() // SAMPLE)
    return [_rounded(seen, value, 3) for value in values[::stride][:SAMPLE].tolist()]


def _rounded(seen: Seen, value: float, digits: int = 5) -> str:
    return f"{value:.2g}" if seen.close > 1e-3 else f"{value:.{digits}g}"


# ---- the guesses ---------------------------------------------------------------------------------------------------


def an_input(seen: Seen) -> Found:
    for label, value in seen.inputs.items():
        if isinstance(value, Tensor) and not value.is_complex() and (found := holds(seen, value.detach().double())):
            yield ("input", label), found


def zeros(seen: Seen) -> Found:
    if seen.same_shape and (found := holds(seen, torch.zeros_like(seen.want))):
        if not bool(seen.got.any()):
            yield ("zeros",), found
        yield ("nothing",), found


def factors(seen: Seen) -> Found:
    """One factor for all entries: what it is, where a plain number or a size is meant."""
    if not seen.same_shape:
        return
    finite = seen.want.isfinite() & seen.got.isfinite()
    want, got = seen.want[finite], seen.got[finite]
    top = float(want.abs().max()) if want.numel() else 0.0
    if not top:
        return
    want = want / top  # squares of large numbers are infinite
    factor = float((want * got).sum() / (want * want).sum()) / top
    gain = max(1.0, abs(factor)) if math.isfinite(factor) else 1.0
    if not math.isfinite(factor) or not (any_factor := holds(seen, seen.want * factor, spent=1, gain=gain)):
        return
    for key, named in _named_factors(seen.inputs):
        near = abs(factor - named) <= APART * max(seen.close, 1e-9) * abs(named)
        if near and (found := holds(seen, seen.want * named, gain=gain)):
            yield key, found
    yield ("same factor", _rounded(seen, factor)), holds(seen, seen.want * factor, gain=gain) or any_factor
    yield ("factor",), any_factor


def _named_factors(inputs: dict[str, Any]) -> Iterator[tuple[Key, float]]:
    yield ("twice",), 2.0
    yield ("half",), 0.5
    yield ("negative",), -1.0
    for name, n in sizes(inputs).items():
        yield ("size", "times", name), n
        yield ("size", "over", name), 1 / n
        yield ("size", "root", name), math.sqrt(n)
        yield ("size", "over root", name), 1 / math.sqrt(n)
        yield ("variance", "n / (n − 1)", name), n / (n - 1)
        yield ("variance", "(n − 1) / n", name), (n - 1) / n
        yield ("variance", "√(n / (n − 1))", name), math.sqrt(n / (n - 1))
        yield ("variance", "√((n − 1) / n)", name), math.sqrt((n - 1) / n)
    for label, value in list(inputs.items())[:INPUTS]:
        if isinstance(value, float) and math.isfinite(value):
            for told, number in ((f"`{label}`", value), (f"1 − `{label}`", 1 - value)):
                yield ("argument", "times", told), number
                if number:
                    yield ("argument", "divided by", told), 1 / number


def sizes(inputs: dict[str, Any]) -> dict[str, int]:
    """Sizes above 1 by the expression that gives them: "x.shape[0]", "x.shape[0] * x.shape[1]", "heads"."""
    found: dict[str, int] = {}
    for label, value in list(inputs.items())[:INPUTS]:
        if isinstance(value, int) and not isinstance(value, bool):
            found[label] = value
        if not isinstance(value, Tensor) or not value.dim():
            continue
        shape, rank = list(value.shape), value.dim()
        found |= {f"{label}.shape[{i}]": shape[i] for j in range(min(rank, 4)) for i in (j, -1 - j)}
        found[f"{label}.numel()"] = value.numel()
        for few in range(2, min(rank, 5)):
            for dims in itertools.combinations(range(rank), few):
                name = " * ".join(f"{label}.shape[{i}]" for i in dims)
                found[name] = math.prod(shape[i] for i in dims)
    return {name: n for name, n in found.items() if 1 < n < 1 << 53}


def offsets(seen: Seen) -> Found:
    if not seen.same_shape:
        return
    finite = seen.want.isfinite() & seen.got.isfinite()
    offset = float((seen.got - seen.want)[finite].mean()) if bool(finite.any()) else math.nan
    if math.isfinite(offset) and (found := holds(seen, seen.want + offset, spent=1)):
        exact = holds(seen, seen.want + round(offset)) if abs(round(offset)) == 1 else None
        if exact:
            yield ("one off", "large" if offset > 0 else "small"), exact
        yield ("same offset", _rounded(seen, offset)), holds(seen, seen.want + offset) or found
        yield ("offset",), found


def moved(seen: Seen) -> Found:
    """Axes permuted, reversed, shifted by one."""
    want, rank = seen.want, seen.want.dim()
    for order in itertools.permutations(range(rank)) if 2 <= rank <= 4 else ():
        if order != tuple(range(rank)) and (found := shuffled(seen, want.permute(order))):
            if order == (*range(rank - 2), rank - 1, rank - 2):
                yield ("transposed",), found
            yield ("permuted", ", ".join(map(str, order))), found
    if not seen.same_shape:
        return
    for dim in range(rank):
        if want.shape[dim] < 3:
            continue
        names = [name for other, name in dims_of(want) if other == dim]
        if found := shuffled(seen, want.flip(dim)):
            yield from ((("reversed", name), found) for name in names)
        for by in (1, -1):
            mask = torch.ones_like(want, dtype=torch.bool)
            mask.select(dim, 0 if by == 1 else -1).fill_(False)  # whatever came in from outside
            if found := shuffled(seen, want.roll(by, dim), mask):
                yield from ((("shifted", "forward" if by == 1 else "back", name), found) for name in names)


def dims_of(tensor: Tensor) -> Iterator[tuple[int, str]]:
    """Each dim and its name; the last and the first under their number too, for cases of other ranks."""
    rank = tensor.dim()
    if rank:
        yield rank - 1, "the last dimension"
        yield 0, "the first dimension"
    yield from ((dim, f"dimension {dim}") for dim in range(rank))


def reshaped(seen: Seen) -> Found:
    if seen.same_shape or seen.want.numel() != seen.got.numel():
        return
    if found := shuffled(seen, seen.want.reshape(seen.got.shape)):
        yield ("reshaped",), found


def regions(seen: Seen) -> Found:
    """Wrong in one part alone, and in most of it."""
    if not seen.same_shape or not seen.want.dim():
        return
    wrong, total = seen.wrong, seen.want.numel()
    count = int(wrong.sum())
    if not 0 < count < total:
        return
    where = torch.nonzero(wrong.flatten())[:8].flatten().tolist()
    for key, region in _regions(seen):
        size = int(region.sum())
        if size < total and count <= size <= 1.5 * count and not bool((wrong & ~region).any()):
            digits = _ways(total, count) - _ways(size, count)
            if key == ("one batch",):
                digits -= math.log10(seen.want.shape[0])  # any of them would have done
            yield key, Witness({f"{seen.case} {i}": 0.0 for i in where}, digits)


def _ways(n: int, k: int) -> float:
    """log10 of n over k."""
    return (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)) / math.log(10)


def _regions(seen: Seen) -> Iterator[tuple[Key, Tensor]]:
    want, wrong, rank = seen.want, seen.wrong, seen.want.dim()
    yield ("nan",), seen.got.isnan() & ~want.isnan()
    yield ("minus infinity",), want == -math.inf
    yield ("zero",), want == 0
    if rank >= 2 and want.shape[-1] == want.shape[-2]:
        ones = torch.ones_like(want, dtype=torch.bool)
        yield ("diagonal",), ones.tril() & ones.triu()
        yield ("above",), ones.triu(1)
        yield ("below",), ones.tril(-1)
    named = [(0, "entry")] if rank == 1 else []
    if rank >= 2:
        named = [(-2, "row"), (-1, "column"), *((dim, f"dimension {dim}") for dim in range(rank - 2))]
    for dim, name in named:
        for at, place in ((-1, "last"), (0, "first")):
            region = torch.zeros_like(wrong)
            region.select(dim, at).fill_(True)
            yield ("edge", place, name), region
    if rank >= 2 and want.shape[0] > 1:
        rest = torch.ones_like(wrong)
        rest[0] = False
        yield ("only first",), rest
        hit = wrong.flatten(1).any(1)
        if int(hit.sum()) == 1:
            yield ("one batch",), hit.view(-1, *[1] * (rank - 1)).expand_as(wrong)


def halves(seen: Seen) -> Found:
    """All numbers that came are float16 or bfloat16, those expected are not, and they are near."""
    if not seen.same_shape or seen.expected.dtype not in (torch.float32, torch.float64):
        return
    for dtype, name in HALVES.items():
        finite, eps = seen.got.isfinite() & seen.want.isfinite(), torch.finfo(dtype).eps
        if not bool((seen.got.to(dtype).double() == seen.got)[finite].all()):
            continue
        error = (seen.got - seen.want).abs()[finite]
        scale = float(seen.want[finite].abs().max()) if error.numel() else 0.0
        if not bool((error <= 4 * eps * (seen.want[finite].abs() + scale / 4)).all()):
            continue
        # Multiples of 1/64, and what is left of 1 - y near 0, have few digits for another reason.
        told = finite & seen.wrong & (seen.want.to(dtype).double() != seen.want)
        told &= ((seen.got * 64).frac() != 0) & (seen.got.abs() > 2**-9)
        yield ("precision", name), Witness(dict.fromkeys(_values(seen, seen.want, told), 2.0))


def broadcasts(seen: Seen) -> Found:
    """A vector added to, or multiplied with, the wrong one of two dims that are as long as each other."""
    want, rank = seen.want, seen.want.dim()
    if not seen.same_shape or not bool((want.isfinite() & seen.got.isfinite()).all()):
        return
    for p, q in itertools.combinations(range(rank), 2):
        n = want.shape[p]
        if n != want.shape[q] or n < 3:
            continue
        names = ["the last two dimensions"] if p == rank - 2 else []
        for name in (*names, f"dimensions {p} and {q}"):
            if found := holds(seen, want + _across(seen.got - want, p, q), spent=n - 1):
                yield ("broadcast", name), found
            elif bool((want * seen.got > 0).all()):
                ratio = (seen.got / want.abs().clamp(min=TINY).copysign(want)).log()
                if found := holds(seen, want * _across(ratio, p, q).exp(), spent=n - 1):
                    yield ("broadcast", name), found


def _across(change: Tensor, p: int, q: int) -> Tensor:
    """u along `p` minus u along `q`, for the u nearest to `change`."""
    others = [dim for dim in range(change.dim()) if dim != p]
    along = change.mean(others, keepdim=True)
    return along - along.transpose(p, q)


def by_argument(seen: Seen) -> Found:
    """An argument multiplied, divided, added or taken away once too often, or forgotten."""
    if not seen.same_shape:
        return
    want = seen.want
    for label, value in list(seen.inputs.items())[:INPUTS]:
        if not isinstance(value, Tensor) or not value.is_floating_point() or not 1 <= value.dim() <= want.dim():
            continue
        if any(n != w for n, w in zip(value.shape[::-1], want.shape[::-1], strict=False)):
            continue
        other = value.detach().double()
        gain = max(1.0, float(other.abs().nan_to_num(0, 0, 0).max())) if other.numel() else 1.0
        for how, predicted in (
            ("times", want * other),
            ("divided by", want / other),
            ("plus", want + other),
            ("minus", want - other),
        ):
            if found := holds(seen, predicted, gain=gain if how == "times" else 1.0):
                yield ("argument", how, f"`{label}`"), found


def along(seen: Seen) -> Found:
    """A factor or an amount that is the same along one dimension: each row has its own."""
    want, got = seen.want, seen.got
    if not seen.same_shape or want.dim() < 2 or not bool((want.isfinite() & got.isfinite()).all()):
        return
    for dim in reversed(range(want.dim())):
        n = want.shape[dim]
        if n < 3 or want.numel() == n:
            continue
        names = [name for other, name in dims_of(want) if other == dim]
        square = (want * want).sum(dim, keepdim=True)
        factor = (want * got).sum(dim, keepdim=True) / square.clamp(min=TINY)
        gain = max(1.0, float(factor.abs().max()))
        if bool((square > 0).all()) and (found := holds(seen, want * factor, spent=want.numel() // n, gain=gain)):
            yield from ((("factor along", name), found) for name in names)
        offset = (got - want).mean(dim, keepdim=True)
        if found := holds(seen, want + offset, spent=want.numel() // n):
            yield from ((("offset along", name), found) for name in names)


def inverted(seen: Seen) -> Found:
    """Zero where it should not be, and only there: a mask the wrong way round."""
    if not seen.same_shape or not bool(((seen.want == 0) == (seen.got != 0)).all()):
        return
    zeros, total = int((seen.want == 0).sum()), seen.want.numel()
    if 0 < zeros < total:
        where = torch.nonzero(seen.want.flatten())[:8].flatten().tolist()
        yield ("inverted",), Witness({f"{seen.case} {i}": 0.0 for i in where}, _ways(total, zeros))


def reductions(seen: Seen) -> Found:
    """One number for many, or many for one."""
    want, got = seen.want, seen.got
    if seen.same_shape or not bool(want.isfinite().all() & got.isfinite().all()) or not seen.close:
        return
    if not want.dim():
        for word, value in (("mean", got.mean()), ("sum", got.sum())):
            if abs(float(value - want)) <= float(seen.band(want)) and float(want.abs()) > APART * float(
                seen.band(want)
            ):
                yield ("not reduced", word), Witness({_rounded(seen, float(want), 3): seen.worth})
        return
    for word, every, one in (("mean", Tensor.mean, torch.mean), ("sum", Tensor.sum, torch.sum)):
        if not got.dim():
            if found := holds(seen, every(want)):
                yield ("reduced", word, "all dimensions"), found
            continue
        for dim, name in dims_of(want):
            for keep in (False, True):
                if found := holds(seen, one(want, dim, keepdim=keep)):
                    yield ("reduced", word, name), found


def another_part(seen: Seen) -> Found:
    """What belongs in another place of the answer."""
    for label, other in list(seen.others.items())[:INPUTS]:
        if other.shape == seen.got.shape and not other.is_complex() and (found := holds(seen, other.double())):
            yield ("part", label), found


FAMILIES: dict[Callable[[Seen], Found], frozenset[str]] = {  # the simplest first, with the kinds that each finds
    an_input: frozenset({"input"}),
    zeros: frozenset({"zeros", "nothing"}),
    factors: frozenset({"twice", "half", "negative", "size", "variance", "argument", "same factor", "factor"}),
    offsets: frozenset({"one off", "same offset", "offset"}),
    moved: frozenset({"transposed", "permuted", "reversed", "shifted"}),
    reshaped: frozenset({"reshaped"}),
    halves: frozenset({"precision"}),
    regions: frozenset(
        {"nan", "minus infinity", "zero", "diagonal", "above", "below", "edge", "one batch", "only first"}
    ),
    broadcasts: frozenset({"broadcast"}),
    by_argument: frozenset({"argument"}),
    another_part: frozenset({"part"}),
    reductions: frozenset({"reduced", "not reduced"}),
    inverted: frozenset({"inverted"}),
    along: frozenset({"factor along", "offset along"}),
}


def guesses(seen: Seen, among: frozenset[Key] | None = None) -> dict[Key, Witness]:
    """All that hold for one failed check, the simplest first; `among`: those worth trying."""
    kinds = None if among is None else {key[0] for key in among}
    found: dict[Key, Witness] = {}
    for family, finds in FAMILIES.items():
        if kinds is None or kinds & finds:
            for key, witness in family(seen):
                if among is None or key in among:
                    found.setdefault(key, witness)
    return found
