"""No band is so wide that zeros, or any constant at all, would lie inside of it: proved for every number that every
problem compares, in every case with every salt, with the intervals themselves instead of with guesses at a constant."""

import math
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from app.judge.cases import SALTS
from app.judge.compare import BANDS, FLOORS, Expected, allowed_error
from app.judge.oracle import Prepared, Problems
from app.judge.runner import flatten
from tests.problems.proof import CATALOG


def compared(prepared: Prepared) -> Iterator[tuple[str, Expected]]:
    """(name, what is expected) of everything with a band in a case."""
    yield from ((f"output {path}", leaf) for path, leaf in flatten(prepared.outputs))
    yield from ((f"grad {label}", leaf) for label, leaf in zip(prepared.gradients, prepared.grads, strict=True))
    yield from ((f"second {label}", leaf) for label, leaf in zip(prepared.gradients, prepared.second, strict=False))
    yield from ((f"out {label}", leaf) for label, leaf in prepared.out.items())


def interval(expected: Expected) -> tuple[Tensor, Tensor] | None:
    """What passes for each entry, lowest and highest; None where no band is used."""
    value = expected.value
    if isinstance(value, float) and math.isfinite(value):
        a = BANDS["cpu"][torch.float64]
        allowed = max(a * (abs(value) + expected.scale), FLOORS * expected.floor)
        return torch.tensor([value - allowed]).double(), torch.tensor([value + allowed]).double()
    if not isinstance(value, Tensor) or expected.dtype not in BANDS["cpu"] or value.is_complex():
        return None
    finite = value.isfinite()
    allowed = allowed_error(expected)
    return (value - allowed)[finite], (value + allowed)[finite]


def weaknesses(expected: Expected) -> list[str]:
    """What would pass although it computes nothing. A value that is all zeros, or all one number, is that answer."""
    ends = interval(expected)
    if ends is None or not ends[0].numel():
        return []
    low, high = ends
    found = []
    values = (low + high) / 2
    if bool((values != 0).any()) and bool(((low <= 0) & (high >= 0)).all()):
        found.append("zeros")
    # One number lies in all intervals exactly when the highest lower end is below the lowest higher end.
    if values.numel() > 1 and bool((values != values[0]).any()) and float(low.max()) <= float(high.min()):
        found.append("a constant")
    return found


# (problem, case): why a number of it is judged by other cases alone, with one of the salts at least. One whose band is
# mended has to leave this list.
VANISHING = {
    ("fix-attention", "sharp scores"): "one key gets all weight, so that nothing reaches q and k but rounding, 1e-16",
    ("bce-with-logits", "sure and right"): "a loss at its minimum: the gradient is 1e-14, and must not be nan",
    ("pre-norm-post-norm", "post-norm by hand"): "the last norm takes away what its rows have in common: they cancel",
    ("sigmoid-tanh", "sigmoid far out"): "where a sigmoid is flat its gradient is 1e-9 of the cotangent",
    ("layernorm", "wide half precision"): "the deviation of 300 divides the gradient down to float16's rounding",
    ("groupnorm", "half precision"): "the deviation of 500 divides the gradient down to float16's rounding",
    ("micrograd-value", "doubled sixty times"): "a band of plain floats follows the largest of them, here 2**60",
}
# Statistics that are 0 for an honest solution: the band is the bound of a test, and 0 is the right answer.
STATISTICS = {"kaiming-init": ("output mean / std", "output correlation")}


@pytest.mark.slow
@pytest.mark.parametrize("slug", sorted(CATALOG))
def test_neither_zeros_nor_a_constant_lie_inside_of_a_band(problems: Problems, slug: str):
    weak: dict[tuple[str, str], list[str]] = {}
    for salt in SALTS:
        vanish, judged = set(), set()
        for prepared in problems[slug].prepared(salt):
            for name, expected in compared(prepared):
                if name.startswith(STATISTICS.get(slug, ("no such name",))):
                    continue
                found = weaknesses(expected)
                if found:
                    weak.setdefault((slug, prepared.case.name), []).append(f"{' and '.join(found)} in {name}")
                    vanish.add((prepared.case.call, name))
                elif interval(expected) is not None:
                    judged.add((prepared.case.call, name))
        # The names in micrograd-value are the program's own.
        assert slug == "micrograd-value" or vanish <= judged, "some case has to judge what vanishes in another"
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
