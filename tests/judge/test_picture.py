"""What of a tensor is drawn: the worst is always there, indices are what they say, and there is an end to it."""

import json
import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from app.judge.compare import Expected, compare
from app.judge.picture import ALL, LEAST, LINE, MOST, SIDE, Paper, preview, unravel, view_of
from app.judge.verdict import Check
from app.judge.wire import Array

shapes = st.lists(st.integers(1, 150), min_size=0, max_size=2).flatmap(
    lambda tail: st.lists(st.integers(1, 6), max_size=4).map(lambda lead: [*lead, *tail])
)


def compared(want: Tensor, got: Tensor, paper: Paper | None = None) -> Check:
    scale = float(want.abs().max()) if want.numel() else 0.0
    expected = Expected(want.double(), torch.float32, max(scale, 1.0), 0.0, tuple(want.stride()))
    return compare("forward", expected, Array(got, got.stride(), "cpu", False), paper or Paper())


def entries(picture: dict) -> dict[tuple[int, ...], object]:
    """The numbers of a picture by their index in the whole tensor."""
    axes = picture.get("axes") or [[i] for i in picture["lead"]]
    index = [()]
    for kept in (*axes, range(*picture["rows"]), range(*picture["cols"])):
        index = [(*before, i) for before in index for i in kept]
    rank = len(picture["shape"])
    return {at[len(at) - rank :]: value for at, value in zip(index, picture["values"], strict=True)}


@given(shapes, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=80)
def test_the_picture_holds_the_bad_entry_under_its_index(shape, random):
    at = tuple(random.randrange(n) for n in shape)
    want = torch.arange(math.prod(shape), dtype=torch.float32).reshape(shape)
    got = want.clone()
    got[at] += 7000.0
    check = compared(want, got)
    assert check.first_bad_index == check.survey["worst"] == list(at)
    for picture in (check.expected, check.actual, check.diff):
        assert picture["shape"] == shape
        assert len(picture["values"]) <= MOST
        assert picture["lead"] == list(at[:-2])
        assert at in entries(picture)
    for index, value in entries(check.expected).items():
        assert value == want[index]
    assert entries(check.diff)[at] == 7000.0
    assert sum(map(abs, check.diff["values"])) == 7000.0


@pytest.mark.parametrize("shape", [(), (5,), (256,), (3, 4), (2, 3, 4), (16, 256), (2, 2, 4, 16, 16), (2,) * 12])
def test_what_is_small_is_drawn_whole(shape):
    drawn = preview(torch.zeros(shape), view_of(shape))
    assert len(entries(drawn)) == math.prod(shape)


def test_the_worst_and_the_first_are_both_there_where_they_fit():
    want = torch.zeros(400, 400)
    got = want.clone()
    got[10, 10], got[60, 50] = 1.0, 5.0
    seen = entries(compared(want, got).actual)
    assert (seen[10, 10], seen[60, 50]) == (1.0, 5.0)


def test_where_they_do_not_the_worst_is_kept():
    want = torch.zeros(400, 400)
    got = want.clone()
    got[0, 0], got[390, 200] = 1.0, 5.0
    check = compared(want, got)
    assert check.first_bad_index == [0, 0]
    assert check.survey["worst"] == [390, 200]
    assert entries(check.actual)[390, 200] == 5.0
    assert (0, 0) not in entries(check.actual)
    blocks = check.survey["overview"]
    assert blocks["worst"][0] > 1, "the overview shows what the window does not"


def test_nan_is_worse_than_any_number():
    want = torch.zeros(300, 300)
    got = want.clone()
    got[0, 0], got[299, 299] = 1e30, math.nan
    assert entries(compared(want, got).actual)[299, 299] == "nan"


def test_of_many_planes_the_worst_are_kept():
    want = torch.zeros(8, 12, 64, 64)
    got = want.clone()
    for n, at in enumerate([(1, 3), (1, 9), (6, 3), (6, 9)]):
        got[at] += 1.0 + n
    got[0, 0, 0, 0] = 0.5
    picture = compared(want, got).actual
    assert picture["axes"] == [[1, 6], [3, 9]]
    assert picture["lead"] == [6, 9]
    assert len(picture["values"]) == MOST


def test_a_vector_is_cut_to_a_line():
    drawn = preview(torch.arange(5000.0), view_of((5000,)))
    assert (drawn["rows"], drawn["cols"]) == ([0, 1], [0, LINE])


@given(st.lists(st.integers(0, 5), max_size=5).filter(lambda shape: 0 in shape))
def test_nothing_can_be_drawn_too(shape):
    assert preview(torch.empty(shape), view_of(shape))["values"] == []


def test_a_picture_of_all_dimensions_that_a_tensor_may_have():
    got = torch.zeros((1,) * 44 + (2,) * 20)
    got.view(-1)[777_777] = 1.0
    check = compared(torch.zeros_like(got), got)
    assert tuple(check.survey["worst"]) == unravel(777_777, got.shape)
    assert entries(check.actual)[tuple(check.survey["worst"])] == 1.0
    assert len(check.actual["values"]) <= MOST


def test_two_shapes_are_drawn_each_by_itself():
    check = compared(torch.zeros(2, 3), torch.zeros(500, 2, 3, 90))
    assert len(entries(check.expected)) == 6
    assert len(check.actual["values"]) <= MOST
    assert check.diff is None


def test_there_is_an_end_to_all_pictures_together():
    """Whatever fails, the numbers in a report are bounded; the first pictures are large, and none is left out."""
    paper, want = Paper(), torch.zeros(300, 300)
    checks = [compared(want, want + 1, paper) for _ in range(60)]
    sizes = [len(check.actual["values"]) for check in checks]
    assert sizes[0] == MOST == SIDE * SIDE
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == LEAST
    assert 3 * sum(sizes) <= ALL + 3 * LEAST * len(sizes)
    assert len(json.dumps([check.survey for check in checks])) < 10_000 * len(checks)
