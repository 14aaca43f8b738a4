"""No band is so wide that zeros, any constant at all, or a gradient that is off by a thousandth would lie inside of it:
proved for every number that every problem compares, in every case with every salt, with the intervals themselves."""

import math
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from app.judge.cases import SALTS
from app.judge.compare import BANDS, FLOORS, Expected, allowed_error
from app.judge.oracle import Problems
from app.judge.prepared import Prepared
from app.judge.trees import flatten
from tests.problems.proof import CATALOG


def compared(prepared: Prepared) -> Iterator[tuple[str, Expected]]:
    """(name, what is expected) of everything with a band in a case."""
    yield from ((f"output {path}", leaf) for path, leaf in flatten(prepared.outputs))
    yield from ((f"grad {label}", leaf) for label, leaf in zip(prepared.gradients, prepared.grads, strict=True))
    yield from ((f"second {label}", leaf) for label, leaf in zip(prepared.gradients, prepared.second, strict=False))
    yield from ((f"out {label}", leaf) for label, leaf in prepared.out.items())


def interval(expected: Expected) -> tuple[Tensor, Tensor, Tensor] | None:
    """Each finite entry, the lowest and the highest number that pass for it; None where no band is used."""
    value = expected.value
    if isinstance(value, float) and math.isfinite(value):
        a = BANDS["cpu"][torch.float64]
        allowed = max(a * (abs(value) + expected.scale), FLOORS * expected.floor)
        return tuple(
            torch.tensor([number], dtype=torch.float64) for number in (value, value - allowed, value + allowed)
        )
    if not isinstance(value, Tensor) or expected.dtype not in BANDS["cpu"] or value.is_complex():
        return None
    finite = value.isfinite()
    allowed = allowed_error(expected)
    return value[finite], (value - allowed)[finite], (value + allowed)[finite]


def weaknesses(expected: Expected, gradient: bool = False) -> list[str]:
    """What would pass although it computes nothing, or a gradient that is off by a thousandth.

    A value that is all zeros, or all one number, is that answer; half precision is a thousandth wide itself.
    """
    ends = interval(expected)
    if ends is None or not ends[0].numel():
        return []
    values, low, high = ends
    found = []
    if bool((values != 0).any()) and bool(((low <= 0) & (high >= 0)).all()):
        found.append("zeros")
    # One number lies in all intervals exactly when the highest lower end is below the lowest higher end.
    if values.numel() > 1 and bool((values != values[0]).any()) and float(low.max()) <= float(high.min()):
        found.append("a constant")
    more = values * 1.001
    if gradient and expected.dtype in WIDE and bool(((low <= more) & (more <= high)).all()) and bool(values.any()):
        found.append("a thousandth more")
    return found


def unseen(expected: Expected) -> int:
    """Rows, columns and other slices of a tensor that could as well be zeros, beside what is larger in it."""
    value = expected.value
    if not isinstance(value, Tensor) or expected.dtype not in WIDE or value.dim() < 2 or not value.numel():
        return 0
    zero_passes = (value.abs() <= allowed_error(expected)) & value.isfinite()
    small = [zero_passes.transpose(0, dim).flatten(1).all(1) for dim in range(value.dim())]
    something = [(value != 0).transpose(0, dim).flatten(1).any(1) for dim in range(value.dim())]
    return sum(int((a & b).sum()) for a, b in zip(small, something, strict=True))


WIDE = (torch.float64, torch.float32)
# (problem, case): why a number of it, or all of a row, is judged by other cases alone, with one of the salts at least.
# One whose band is mended has to leave this list.
SURE = "where a softmax is sure, p - 1 is rounding, beside rows that are wrong and large"
VANISHING = {
    ("batchnorm-backward", "by hand"): "of two samples, what the norm takes away is all that there is",
    ("batchnorm1d", "far from zero"): "1000 away, float32 has three digits left for the deviation",
    ("bce-with-logits", "sure and right"): "a loss at its minimum: the gradient is 1e-14, and must not be nan",
    ("cross-entropy", "confidently wrong"): SURE,
    ("fix-attention", "sharp scores"): "one key gets all weight, so that nothing reaches q and k but rounding, 1e-16",
    ("fix-cross-entropy", "sure of it"): SURE,
    ("fix-layernorm", "by hand"): "numbers in even steps: the middle one gets what cancels",
    ("fix-manual-backprop", "confident logits"): SURE,
    ("fix-manual-backprop", "contexts far apart"): SURE,
    ("groupnorm", "half precision"): "the deviation of 500 divides the gradient down to float16's rounding",
    ("layernorm", "wide half precision"): "the deviation of 300 divides the gradient down to float16's rounding",
    ("mlp-manual-backprop", "confident logits"): SURE,
    ("mlp-manual-backprop", "examples far apart"): SURE,
    ("multi-head-attention", "sharp attention"): "one key gets all weight, so that little reaches q and k",
    ("multi-head-attention", "sharp and causal"): "one key gets all weight, so that little reaches q and k",
    ("pre-norm-post-norm", "post-norm by hand"): "the last norm takes away what its rows have in common: they cancel",
    ("sigmoid-tanh", "sigmoid far out"): "where a sigmoid is flat its gradient is 1e-9 of the cotangent",
    ("sigmoid-tanh", "sigmoid, small probabilities"): "where a sigmoid is flat its gradient is 1e-9 of the cotangent",
    ("swiglu", "gates in the hundreds"): "a gate that is shut passes nothing, beside others in the hundreds",
}


@pytest.mark.slow
@pytest.mark.parametrize("slug", sorted(CATALOG))
def test_neither_zeros_nor_a_constant_nor_a_thousandth_more_lie_inside_of_a_band(problems: Problems, slug: str):
    weak: dict[tuple[str, str], list[str]] = {}
    for salt in SALTS:
        vanish, judged = set(), set()
        for prepared in problems[slug].prepared(salt):
            for name, expected in compared(prepared):
                found = weaknesses(expected, gradient=name.startswith(("grad", "second")))
                if found:
                    vanish.add((prepared.case.call, name))
                elif interval(expected) is not None:
                    judged.add((prepared.case.call, name))
                if rows := unseen(expected):
                    found.append(f"zeros for {rows} slices")
                if found:
                    weak.setdefault((slug, prepared.case.name), []).append(f"{' and '.join(found)} in {name}")
        assert vanish <= judged, "some case has to judge what vanishes in another"
    assert weak.keys() == {key for key in VANISHING if key[0] == slug}, weak


def test_the_proof_sees_a_band_that_is_too_wide():
    value = torch.tensor([1.0, 1.1, 0.9], dtype=torch.float64)
    narrow = Expected(value, torch.float32, scale=1.1)
    assert weaknesses(narrow) == []
    assert weaknesses(Expected(value, torch.float32, scale=6000.0)) == ["a constant"]
    assert weaknesses(Expected(value, torch.float32, scale=60000.0)) == ["zeros", "a constant"]
    assert weaknesses(Expected(0.5, None, 1.0, floor=0.1)) == ["zeros"]
    assert weaknesses(Expected(torch.zeros(3, dtype=torch.float64), torch.float32, 1.0)) == []
    assert weaknesses(Expected(torch.ones(3, dtype=torch.float64), torch.float32, 1.0)) == []
    assert weaknesses(Expected(value, torch.float32, scale=40.0), gradient=True) == []
    assert weaknesses(Expected(value, torch.float32, scale=60.0), gradient=True) == ["a thousandth more"]


def test_the_proof_sees_a_row_that_is_tiny_beside_another():
    value = torch.tensor([[1.0, 2.0], [1e-6, 3e-6], [0.0, 0.0]], dtype=torch.float64)
    assert unseen(Expected(value, torch.float32, scale=2.0)) == 1
    assert unseen(Expected(value, torch.float32, scale=1e-3)) == 0
    assert unseen(Expected(value, torch.float64, scale=2.0)) == 0
