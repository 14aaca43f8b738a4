"""Comparing what a learner returned with what the oracle says: type, then shape and dtype, then values.

The band. An entry passes when |yours - expected| <= max(A * (|expected| + scale), 8 * floor), where A belongs to the
dtype, `scale` is the largest expected entry (or what the case says enters the sums), and `floor` is the largest error
that the accepted solutions themselves make in this dtype. It is written so that NaN fails by construction: only a NaN
where one is expected passes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from app.judge.picture import Paper, View, number, preview, view_of
from app.judge.survey import badness, survey
from app.judge.verdict import Check
from app.judge.wire import Array, Opaque, name_of

BAND = {torch.float64: 1e-11, torch.float32: 2e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2}
BAND |= {torch.complex128: BAND[torch.float64], torch.complex64: BAND[torch.float32]}
# On a GPU sums are cut into thousands of parts, products are fused with sums, and exp and its like may be off by a unit
# or two in the last place. Twice the band is reasoned, not measured: nobody has run this on a GPU yet (docs/gpu.md).
BANDS = {"cpu": BAND, "cuda": {dtype: 2 * a for dtype, a in BAND.items()}}
PLACES = {"cpu": "the CPU", "cuda": "the GPU"}
FLOORS = 8
QUICK = 1 << 16  # entries that are compared at once: what is computed on the way stays in the processor's cache
TEXT = 400
TINY = 1e-300  # what may be divided by
CALLED = " Are the parentheses of a call missing?"
MEANT = {  # what came instead of a value, and how that happens
    "generator": " A function with `yield` gives one: `return` the value.",
    "coroutine": " `async def` makes one: write `def`.",
    "function": CALLED,
    "builtin_function_or_method": CALLED,
    "method": CALLED,
}
Numbers = npt.NDArray[np.float64]
RAISES = "raises "  # how a driver tells of an error, with its name, where raising it is the answer


@dataclass(frozen=True)
class Expected:
    """One tensor or number of the oracle's answer.

    value   float64 (or exact) tensor, or a plain Python value
    dtype   what an honest solution returns; None for a plain value
    scale   see the band, above
    floor   largest error of the accepted solutions
    device  where the attempt runs: its band counts, and a tensor must be there
    graph   whether an honest solution's value requires a gradient; None where that is nobody's business
    """

    value: Any
    dtype: torch.dtype | None
    scale: float
    floor: float = 0.0
    stride: tuple[int, ...] = ()
    device: str = "cpu"
    graph: bool | None = None

    @cached_property
    def band(self) -> "Band | None":
        """Ready to compare with, for a float tensor that is small and finite; None: compare at length."""
        if not isinstance(self.value, Tensor) or self.value.is_complex() or self.dtype not in BAND:
            return None
        if not 0 < self.value.numel() <= QUICK or not bool(self.value.to(self.dtype).isfinite().all()):
            return None
        return Band.around(self)


@dataclass(frozen=True)
class Band:
    """What a comparison needs to know of the expected values, computed once. All float64, of one shape; of NumPy, which
    takes a quarter of the time for so few numbers."""

    value: "Numbers"
    rounded: "Numbers"  # as an honest solution may return them
    allowed: "Numbers"  # error of each entry
    relative: "Numbers"  # one over the magnitude, 0 where that is 0
    ulps: "Numbers"  # one over the distance to the next number of the dtype

    @classmethod
    def around(cls, expected: Expected) -> "Band":
        want, dtype = expected.value, expected.dtype
        assert dtype is not None
        size = want.abs()
        relative = torch.where(size == 0, 0.0, 1 / size.clamp(min=TINY))
        ulps = 1 / ulp_of(size, dtype).clamp(min=TINY)
        parts = want, want.to(dtype).double(), allowed_error(expected), relative, ulps
        return cls(*(part.detach().numpy() for part in parts))


def allowed_error(expected: Expected) -> Tensor:
    """Of each entry; see the band, above."""
    assert expected.dtype is not None
    error = BANDS[expected.device][expected.dtype] * (expected.value.abs() + expected.scale)
    return torch.clamp(error, min=FLOORS * expected.floor)


def ulp_of(size: Tensor, dtype: torch.dtype) -> Tensor:
    """The distance from each magnitude to the next number that `dtype` has."""
    info = torch.finfo(dtype)
    return info.eps * torch.exp2(torch.floor(torch.log2(size.double().clamp(min=info.tiny))))


def compare(name: str, expected: Expected, actual: Any, paper: Paper | None) -> Check:
    """The check of one value. With `paper`, what is wrong is drawn."""
    check = Check(name)
    if isinstance(expected.value, Tensor):
        if not isinstance(actual, Array):
            return check.fail(f"A tensor is expected, {said(actual)}")
        return _tensors(check, expected, actual, paper)
    return _values(check, expected, actual)


def said(actual: Any) -> str:
    """What came instead, for the end of a sentence."""
    if actual is None:
        return "and yours is None. Is there a `return`?"
    if isinstance(actual, Opaque):
        why = f", which {actual.why}" if actual.why else ""
        return f"and yours is {an(actual.type)}{why}.{MEANT.get(actual.type, '')}"
    if isinstance(actual, Array):
        return f"and yours is a {in_words(actual)}."
    if isinstance(actual, tuple | list) and any(isinstance(part, Array) for part in actual):
        return f"and yours is a {type(actual).__name__} of {len(actual)}: {short(actual)}."
    return f"and yours is {an(type(actual).__name__)}: {short(actual)}."


def an(name: str) -> str:
    return f"an {name}" if name[:1].lower() in tuple("aeiou") else f"a {name}"


def sentence_case(text: str) -> str:
    """`str.capitalize` would make a nonetype of a NoneType."""
    return text[:1].upper() + text[1:]


def about_an_error(want: Any, actual: Any) -> str:
    """Where an error was to be raised, or was raised, and the other did otherwise: what happened."""
    due, raised = (
        value.removeprefix(RAISES) if isinstance(value, str) and value.startswith(RAISES) else ""
        for value in (want, actual)
    )
    if due == raised:
        return ""
    if raised and due:
        return f"Your code must raise {an(due)} here, and it raises {an(raised)}."
    if raised:
        return f"Your code raises {an(raised)}, and {short(want, 120)} is expected."
    return f"Your code must raise {an(due)} here, and it gives back {short(actual, 120)}."


class _Words(str):
    """A text that stands for itself in a repr."""

    def __repr__(self) -> str:
        return str(self)


def in_words(array: Array) -> str:
    return f"tensor of shape {tuple(array.tensor.shape)}"


def _readable(value: Any) -> Any:
    """What came over the wire, as the learner wrote it."""
    if isinstance(value, Array):
        return _Words(in_words(value))
    if isinstance(value, Opaque):
        return _Words(value.type)
    if isinstance(value, list | tuple | set):
        return type(value)(_readable(part) for part in value)
    if isinstance(value, dict):
        return {key: _readable(part) for key, part in value.items()}
    return value


def short(value: Any, length: int = TEXT) -> str:
    text = repr(_readable(value))
    return text if len(text) <= length else text[: length - 1] + "…"


# ---- plain Python values -------------------------------------------------------------------------------------------


def _values(check: Check, expected: Expected, actual: Any) -> Check:
    want = expected.value
    check.total = 1
    check.expected = {"kind": "value", "text": short(want)}
    if not isinstance(actual, Array | Opaque):
        check.actual = {"kind": "value", "text": short(actual)}
    if isinstance(want, float) and isinstance(actual, int | float) and not isinstance(actual, bool):
        a = BANDS[expected.device][torch.float64]
        allowed = max(a * (abs(want) + expected.scale), FLOORS * expected.floor)
        check.tolerance = tolerance(a, expected)
        try:
            got = float(actual)
        except OverflowError:
            got = math.inf
        error = abs(got - want)
        check.max_abs, check.max_rel = number(error), number(error / abs(want)) if want else None
        if (math.isfinite(want) and error <= allowed) or got == want or (math.isnan(got) and math.isnan(want)):
            return check
        check.mismatched = 1
        return check.fail("Expected {}, yours is {}.".format(*told_apart(want, got)))
    if type(want) is type(actual) and want == actual:
        return check
    check.mismatched = 1
    if sentence := about_an_error(want, actual):
        return check.fail(sentence)
    if type(want) is not type(actual):
        return check.fail(f"{sentence_case(an(type(want).__name__))} is expected, {said(actual)}")
    return check.fail(f"Expected {short(want, 120)}, yours is {short(actual, 120)}.")


# ---- tensors -------------------------------------------------------------------------------------------------------


def _tensors(check: Check, expected: Expected, array: Array, paper: Paper | None) -> Check:
    want, got, dtype, bands = expected.value, array.tensor, expected.dtype, BANDS[expected.device]
    assert dtype is not None
    check.total = want.numel()
    check.fields = fields(expected, array)
    if array.device != expected.device:
        check.mismatched = check.total
        here, there = PLACES.get(array.device, array.device), PLACES[expected.device]
        return check.fail(f"Yours is on {here}, the inputs are on {there}. Make new tensors with `device=x.device`.")
    if got.shape != want.shape:
        check.mismatched = check.total
        if paper:
            draw(check, want, got, dtype, paper)
        return check.fail(f"The shape is {tuple(got.shape)}, expected {tuple(want.shape)}.")
    if got.dtype != dtype:
        check.mismatched = check.total
        return check.fail(f"The dtype is {name_of(got.dtype)}, expected {name_of(dtype)}.")
    if not want.numel():
        return check
    if dtype in BAND:
        check.tolerance = tolerance(bands[dtype], expected)
    if dtype in BAND and not want.is_complex() and _inside(check, expected, got):
        return check
    allowed = None
    if dtype not in BAND:
        wrong = got != want
        error = (got.double() - want.double()).abs()
    else:
        allowed = allowed_error(expected)
        rounded = want.to(dtype).to(want.dtype)  # what overflows in this dtype is infinite for everybody
        wide = got.to(want.dtype)
        error = (wide - want).abs()
        same = (wide == rounded) | (wide.isnan() & want.isnan())
        inside = (error <= allowed) & rounded.isfinite()
        wrong = ~(inside | same)
        error = torch.where(same, 0.0, error)
    check.mismatched = int(wrong.sum())
    worst = float(error.nan_to_num(nan=math.inf).max())
    check.max_abs = number(worst)
    with torch.no_grad():
        size = want.abs() if want.is_complex() else want.double().abs()
        relative = (error / size.double().clamp(min=TINY)).nan_to_num(nan=math.inf)
        check.max_rel = number(float(torch.where(want == 0, 0.0, relative).max()))
    if dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        check.ulp = _ulp(want, error, dtype)
    if not check.mismatched:
        return check
    first = tuple(int(i) for i in torch.nonzero(wrong)[0]) if want.dim() else ()
    check.first_bad_index = list(first)
    if paper:
        bad = badness(error, allowed, wrong)
        view = view_of(want.shape, paper.room(), bad, first)
        check.survey = survey(error, bad, wrong, view, allowed is not None)
        draw(check, want, got, dtype, paper, view)
    here = f" at {list(first)}" if first else ""
    expected_text, actual_text = told_apart(want.to(dtype)[first].item(), got[first].item())
    count = "The value"
    if want.numel() > 1:
        verb = "is" if check.mismatched == 1 else "are"
        count = f"{check.mismatched} of {check.total} values {verb} outside the band; the first"
    return check.fail(f"{count}{here}: expected {expected_text}, yours is {actual_text}.")


def fields(expected: Expected, array: Array) -> dict[str, Any]:
    """What a tensor is beside its values, of both. The runner's word for its device is taken only if it is a word."""
    want, got = expected.value, array.tensor
    assert expected.dtype is not None
    return {
        "expected": {
            "shape": list(want.shape), "dtype": name_of(expected.dtype), "stride": list(expected.stride),
            "device": expected.device, "requires_grad": expected.graph,
        },
        "actual": {
            "shape": list(got.shape), "dtype": name_of(got.dtype), "stride": list(array.stride),
            "device": array.device if array.device in PLACES else "elsewhere", "requires_grad": array.requires_grad,
        },
    }  # fmt: skip


def tolerance(a: float, expected: Expected) -> dict[str, float]:
    """The band in numbers: of an entry e the larger of `atol` + `rtol` |e| and `least`."""
    return {
        "rtol": a, "atol": a * expected.scale, "floor": expected.floor, "least": FLOORS * expected.floor,
    }  # fmt: skip


def _inside(check: Check, expected: Expected, got: Tensor) -> bool:
    """Whether all entries are inside the band, as almost always; then the check is filled in."""
    worst: tuple[float, ...] = 0.0, 0.0, 0.0  # absolute, relative, in units of the last place
    with np.errstate(all="ignore"):  # what is not finite is outside, and then compared at length
        for part, given in _pieces(expected, got):
            if (band := part.band) is None:
                return False
            wide = given.double().numpy()
            error = np.where(wide == band.rounded, 0.0, np.abs(wide - band.value))
            if not (error <= band.allowed).all():
                return False
            found = error.max(), (error * band.relative).max(), (error * band.ulps).max()
            worst = tuple(map(max, worst, map(float, found)))
    largest, relative, ulps = worst
    check.max_abs, check.max_rel = number(largest), number(relative)
    check.ulp = round(ulps, 1) if math.isfinite(ulps) else None
    return True


def _pieces(expected: Expected, got: Tensor) -> Iterator[tuple[Expected, Tensor]]:
    """All of a small tensor, whose band is kept; a large one piece by piece."""
    if got.numel() <= QUICK:
        yield expected, got
        return
    for want, given in zip(expected.value.flatten().split(QUICK), got.flatten().split(QUICK), strict=True):
        yield replace(expected, value=want), given


def _ulp(want: Tensor, error: Tensor, dtype: torch.dtype) -> float | None:
    """The largest error in units of the last place of the expected value."""
    finite = want.isfinite() & error.isfinite()
    if not bool(finite.any()):
        return None
    worst = float((error[finite] / ulp_of(want.abs()[finite], dtype)).max())
    return round(worst, 1) if math.isfinite(worst) else None


def draw(check: Check, want: Tensor, got: Tensor, dtype: torch.dtype, paper: Paper, view: View | None = None) -> None:
    """Add what the pictures are drawn from. Without a `view`, of both the first entries that there is room for."""
    room = paper.room()
    check.expected = preview(want, view or view_of(want.shape, room), name_of(dtype))
    check.actual = preview(got, view or view_of(got.shape, room))
    if want.shape == got.shape and not want.is_complex():
        seen = view or view_of(want.shape, room)
        difference = seen.of(got).double() - seen.of(want).double()
        check.diff = check.expected | {"dtype": "float64", "values": [number(v) for v in difference.flatten().tolist()]}
    paper.use(check.expected, check.actual, check.diff)


def show(value: Any) -> dict[str, Any]:
    """A preview of any value."""
    if isinstance(value, Tensor):
        return preview(value.detach())
    return {"kind": "value", "text": short(value)}


def told_apart(a: Any, b: Any) -> tuple[str, str]:
    """Both as text, with as many digits as it takes to see the difference."""
    if not isinstance(a, float) or not isinstance(b, float):
        return str(a), str(b)
    for digits in range(6, 18):
        texts = f"{a:.{digits}g}", f"{b:.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts
