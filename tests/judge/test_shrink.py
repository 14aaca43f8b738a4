"""Smaller inputs of the same kind, and how they are written down."""

import math
from typing import Any

import pytest
import torch

from app.judge.call import lay_out
from app.judge.shrink import Input, Shrinker, Spent, groups, rounded, sliced, traits_of
from app.judge.snippet import Unsaid, expression, tensor, written


def drawn(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def given(**kwargs: Any) -> Input:
    return Input((), kwargs, ())


def shrunk(start: Input, fails: Any = lambda tensors: True, sizes: Any = None, tries: int = 200) -> dict[str, Any]:
    """The smallest input for which `fails` holds."""
    left = [tries]

    def one(candidate: Input, part: float) -> bool:
        left[0] -= 1
        if left[0] < 0:
            raise Spent
        return bool(fails(candidate.leaves()))

    return Shrinker(start, sizes or {}, one).run().leaves()


def test_one_number_is_left_where_any_will_do():
    x = shrunk(given(x=drawn(4, 6)))["x"]
    assert x.shape == (1, 1)
    assert bool((x == x.round()).all())


def test_the_entries_that_matter_are_found_wherever_they_are():
    start = drawn(7, 9)
    start[5, 3] = 40.0
    x = shrunk(given(x=start), lambda leaves: bool((leaves["x"] > 30).any()))["x"]
    assert x.tolist() == [[40.0]]


def test_sizes_that_are_the_same_stay_the_same():
    leaves = shrunk(given(x=drawn(5, 3), w=drawn(3, 4), b=drawn(4)), lambda leaves: leaves["x"].shape[1] >= 2)
    assert (leaves["x"].shape, leaves["w"].shape, leaves["b"].shape) == ((1, 2), (2, 1), (1,))


def test_names_of_sizes_count_more_than_lengths():
    start = given(x=drawn(4, 4), w=drawn(4, 4))
    found = {frozenset(group) for group, _ in groups(start, {"x": ("B", "D"), "w": ("D", "D")})}
    assert found == {frozenset({("x", 0)}), frozenset({("x", 1), ("w", 0), ("w", 1)})}


def test_a_part_of_the_dimensions_that_are_as_long_never_broadcasts():
    """Sliced to one entry, x would broadcast against b, which may mean something else."""
    seen: list[tuple[int, ...]] = []
    shrunk(given(x=drawn(4, 4), b=drawn(4)), lambda leaves: seen.append((*leaves["x"].shape, *leaves["b"].shape)))
    assert all(1 not in shape or shape == (1, 1, 1) for shape in seen)
    assert (1, 1, 1) in seen


@pytest.mark.parametrize(
    ("start", "holds"),
    [
        pytest.param(
            {"p": torch.softmax(drawn(5, 4), -1)}, lambda p: torch.allclose(p["p"].sum(-1), torch.ones(1)), id="rows"
        ),
        pytest.param(
            {"y": torch.eye(4)[[0, 2, 1, 3, 2]]}, lambda p: bool((p["y"].sum(-1) == 1).all()), id="one-hot floats"
        ),
        pytest.param(
            {"m": torch.ones(4, 4).tril().bool()}, lambda p: bool(p["m"].any(-1).all()), id="a mask with something left"
        ),
        pytest.param(
            {"p": torch.rand(6, 5) * 0.8 + 0.1}, lambda p: bool(((p["p"] > 0) & (p["p"] < 1)).all()), id="0, 1"
        ),
        pytest.param({"v": drawn(8).abs() + 1e-3}, lambda p: bool((p["v"] > 0).all()), id="positive"),
        pytest.param(
            {"x": drawn(6, 7), "y": torch.tensor([0, 3, 6, 2, 1, 5])},
            lambda p: bool((p["y"] < p["x"].shape[1]).all()),
            id="labels",
        ),
        pytest.param(
            {"x": drawn(3, 5, 2), "n": torch.tensor([5, 2, 3])},
            lambda p: bool((p["n"] <= p["x"].shape[1]).all()),
            id="n",
        ),
        pytest.param({"x": drawn(3, 8), "heads": 4}, lambda p: p["x"].shape[1] % 4 == 0, id="a divisor"),
        pytest.param({"x": drawn(3, 5), "classes": 5}, lambda p: p["x"].shape[1] == 5, id="a size as an argument"),
        pytest.param({"x": drawn(3, 5), "shape": (5,)}, lambda p: p["x"].shape[1] == 5, id="a shape as an argument"),
        pytest.param(
            {"x": drawn(5, 2), "names": [7, 8, 9, 1, 2]}, lambda p: len(p["x"]) == 5, id="a list for each row"
        ),
        pytest.param(
            {"i": torch.tensor([2, 0, 1, 3])},
            lambda p: sorted(p["i"].tolist()) == list(range(len(p["i"]))),
            id="permuted",
        ),
        pytest.param(
            {"u": torch.nn.functional.normalize(drawn(4, 3), dim=-1)},
            lambda p: torch.allclose((p["u"] ** 2).sum(-1), torch.ones(1), atol=1e-3),
            id="rows of length 1",
        ),
        pytest.param({"s": drawn(4, 4) + drawn(4, 4).mT}, lambda p: torch.equal(p["s"], p["s"].mT), id="symmetric"),
    ],
)
def test_what_holds_of_the_arguments_goes_on_to_hold(start, holds):
    tried: list[bool] = []
    shrunk(given(**start), lambda leaves: tried.append(holds(leaves)) or True)
    assert all(tried)


def test_every_number_of_a_float_tensor_is_rounded_as_far_as_it_still_fails():
    far = lambda leaves: float(leaves["x"].sum()) > 0.55  # noqa: E731
    assert shrunk(given(x=torch.tensor([0.5771])), far)["x"].tolist() == [pytest.approx(0.6)]
    assert shrunk(given(x=torch.tensor([1234.567])), lambda leaves: True)["x"].tolist() == [1000.0]
    kept = shrunk(given(x=torch.tensor([0.5771])), lambda leaves: abs(float(leaves["x"]) - 0.577) < 2e-3)["x"]
    assert kept.tolist() == [pytest.approx(0.577, abs=1e-3)]


def test_rounding_keeps_what_is_not_a_number_and_makes_no_negative_zero():
    x = torch.tensor([math.nan, math.inf, -0.2, 0.0, 3.4])
    assert str(rounded(x, 0).tolist()) == "[nan, inf, 0.0, 0.0, 3.0]"
    assert rounded(torch.tensor([2.3e-20]), 0).tolist() == [pytest.approx(2e-20)]
    assert torch.equal(rounded(torch.zeros(3), 0), torch.zeros(3))


def test_a_run_of_indices_keeps_the_layout():
    x = drawn(4, 6).mT
    assert sliced(x, 0, [1, 2, 3]).stride() == x[1:4].clone(memory_format=torch.preserve_format).stride()
    assert torch.equal(sliced(x, 1, [0, 3]), x[:, [0, 3]])


def test_traits_of_odd_tensors():
    for odd in (torch.zeros(0, 3), torch.tensor(2.0), torch.tensor([1j]), torch.tensor([math.nan]), torch.tensor(True)):
        list(traits_of(odd))
    assert ("permutation",) not in set(traits_of(torch.tensor([0, 2])))


def test_the_budget_ends_it():
    assert shrunk(given(x=drawn(4, 6)), tries=0)["x"].shape == (4, 6)


# ---- as Python -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (torch.tensor([1.0, -0.5]), "torch.tensor([1.0, -0.5])"),
        (torch.tensor([[0.1]]), "torch.tensor([[0.1]])"),
        (torch.tensor([0.1], dtype=torch.float64), "torch.tensor([0.1], dtype=torch.float64)"),
        (torch.tensor([0.1], dtype=torch.float16), "torch.tensor([0.1], dtype=torch.float16)"),
        (torch.tensor([1, 2]), "torch.tensor([1, 2])"),
        (torch.tensor([1, 2], dtype=torch.int32), "torch.tensor([1, 2], dtype=torch.int32)"),
        (torch.tensor([True, False]), "torch.tensor([True, False])"),
        (torch.tensor(2.0), "torch.tensor(2.0)"),
        (torch.zeros(2, 3), "torch.zeros(2, 3)"),
        (torch.ones(2, 3, dtype=torch.bool), "torch.ones(2, 3, dtype=torch.bool)"),
        (torch.full((5,), 0.25), "torch.full((5,), 0.25)"),
        (torch.zeros(0, 3), "torch.zeros(0, 3)"),
        (torch.tensor([math.nan, math.inf, -math.inf]), "torch.tensor([torch.nan, torch.inf, -torch.inf])"),
        (torch.tensor([1e-20, 2e20]), "torch.tensor([1e-20, 2e+20])"),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]).mT, "torch.tensor([[1.0, 2.0], [3.0, 4.0]]).mT"),
        (torch.tensor([[1.0, 2.0]]).expand(3, 2), "torch.tensor([[1.0, 2.0]]).expand(3, 2)"),
        ([torch.tensor(1.0), None], "[torch.tensor(1.0), None]"),
        ((1,), "(1,)"),
        ({"a": 1e-5, "b": math.inf}, "{'a': 1e-05, 'b': torch.inf}"),
        (torch.float16, "torch.float16"),
    ],
)
def test_literals_stand_for_the_very_value(value, text):
    assert written(value) == text
    back = eval(text)
    if isinstance(value, torch.Tensor):
        assert (back.shape, back.dtype, back.stride()) == (value.shape, value.dtype, value.stride())
        assert torch.equal(back.nan_to_num(7), value.nan_to_num(7))
    else:
        assert str(back) == str(value)


def test_any_float_is_written_exactly():
    for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        x = (torch.randn(40, generator=torch.Generator().manual_seed(3), dtype=torch.float64) * 100).to(dtype)
        assert torch.equal(eval(tensor(x)), x)


def test_a_long_literal_has_a_row_a_line():
    text = tensor(drawn(3, 9))
    assert text.count("\n") == 4
    assert torch.equal(eval(text), drawn(3, 9))


@pytest.mark.parametrize("shape", [(4,), (2, 3), (2, 3, 2), (1, 1)])
def test_the_second_layout_is_the_runners(shape):
    x = drawn(*shape)
    back = eval(written(x, spread=True).split("  #")[0], {"torch": torch})
    assert torch.equal(back, x)
    assert back.stride() == lay_out(x).stride()


def test_what_is_too_long_is_not_written():
    with pytest.raises(Unsaid):
        tensor(drawn(200))
    with pytest.raises(Unsaid):
        written(object())


def test_labels_become_expressions():
    assert expression("weights.q.0") == 'weights["q"][0]'
