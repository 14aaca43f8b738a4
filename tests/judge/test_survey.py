"""All errors of a tensor in a few numbers: each entry is counted once, on the right side of the band."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import tensor

from app.judge.compare import Expected, compare
from app.judge.picture import Paper
from app.judge.survey import BLOCKS, HIGH, LOW, badness, histogram
from app.judge.wire import Array

nan, inf = math.nan, math.inf


def checked(want, got, dtype=torch.float32):
    finite = want[want.isfinite()].abs().double() if want.is_floating_point() else torch.zeros(0)
    expected = Expected(
        want.double() if want.is_floating_point() else want,
        dtype,
        float(finite.max()) if finite.numel() else 0.0,
    )
    return compare("forward", expected, Array(got, got.stride(), "cpu", False), Paper())


def counted(found) -> dict[float, int]:
    """Upper end of each bin that is not empty, in bands → entries."""
    bins = range(found["first"], found["first"] + len(found["counts"]))
    return {10 ** ((k + 1) / found["per_decade"]): n for k, n in zip(bins, found["counts"], strict=True) if n}


def histogram_of(ratios, odd=0):
    bad = tensor([*ratios, *[inf] * odd], dtype=torch.float64)
    error = torch.where(bad.isinf(), nan, bad)
    wrong = bad > 1
    return histogram(error, badness(error, torch.ones_like(bad), wrong), wrong)


def test_bins_are_half_powers_of_ten_of_the_band():
    found = histogram_of([0.0, 0.05, 0.5, 1.0, 1.5, 20.0, 20.0, 1e5], odd=2)
    assert found["exact"] == 1
    assert found["odd"] == 2
    assert counted(found) == {10**-1: 1, 1.0: 2, 10**0.5: 1, 10**1.5: 2, 1e5: 1}


def test_what_lies_beyond_the_ends_is_counted_at_the_ends():
    found = histogram_of([1e-30, 1e30])
    assert found["first"] == 2 * LOW
    assert len(found["counts"]) == 2 * (HIGH - LOW)
    assert (found["counts"][0], found["counts"][-1], sum(found["counts"])) == (1, 1, 2)


values = st.sampled_from([0.0, 1.0, -2.0, 1e-8, 1e-5, 3e-5, 1.0 + 3e-5, 1e20, -1e20, nan, inf, -inf])


@given(st.lists(st.tuples(values, values), min_size=1, max_size=12))
@settings(deadline=None, max_examples=200)
def test_every_entry_is_counted_once_and_on_its_side_of_the_band(pairs):
    want, got = (tensor(column) for column in zip(*pairs, strict=True))
    check = checked(want, got)
    if check.status == "passed":
        assert check.survey is None
        return
    found = check.survey["histogram"]
    outside = sum(n for at, n in counted(found).items() if at > 1) + found["odd"]
    inside = sum(n for at, n in counted(found).items() if at <= 1) + found["exact"]
    assert outside == check.mismatched
    assert outside + inside == check.total


def test_integers_have_no_band_and_no_histogram():
    survey = checked(tensor([1, 2, 3]), tensor([1, 2, 9]), torch.int64).survey
    assert survey == {"worst": [2]}


def test_what_is_off_is_counted_plane_by_plane():
    want = torch.zeros(2, 3, 4, 5)
    got = want.clone()
    got[0, 1] = 1.0
    got[1, 2, 3, 4] = 1.0
    assert checked(want, got).survey["planes"] == [0, 20, 0, 0, 0, 1]


@pytest.mark.parametrize("shape", [(3,), (3, 4), (1, 3, 4), (300, 1, 1)])
def test_one_plane_or_hundreds_are_not_counted_by_plane(shape):
    assert "planes" not in checked(torch.zeros(shape), torch.ones(shape)).survey


@given(st.integers(1, 3), st.integers(65, 400), st.integers(65, 400), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_overview_holds_the_worst_of_each_block(planes, rows, columns, random):
    want = torch.zeros(planes, rows, columns)
    got = want.clone()
    at = random.randrange(planes), random.randrange(rows), random.randrange(columns)
    got[at] = 1.0
    blocks = checked(want, got).survey["overview"]
    assert max(blocks["rows"], blocks["cols"]) <= BLOCKS
    assert len(blocks["worst"]) == blocks["rows"] * blocks["cols"]
    bad = {i for i, worst in enumerate(blocks["worst"]) if worst == "inf" or worst > 1}
    assert bad == {at[1] // blocks["height"] * blocks["cols"] + at[2] // blocks["width"]}


def test_what_is_drawn_whole_needs_no_overview():
    assert "overview" not in checked(torch.zeros(64, 64), torch.ones(64, 64)).survey
    assert "overview" in checked(torch.zeros(64, 65), torch.ones(64, 65)).survey
