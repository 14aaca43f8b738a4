"""The scratch pane: what `show` and `check` hand to the judge, how it is bounded, and what a liar gets."""

import pytest
import torch

from app.judge.checks import Malformed
from app.judge.drawn import read_drawn
from app.judge.sketch import MOST, Sketch, corner

RIGHT = "import torch\n\ndef double(x):\n    return x + x\n"


def scratch(hand_in, text, code=RIGHT):
    return hand_in(code, mode="run", scratch=text)["scratch"]


def test_show_draws_a_tensor_and_gives_it_back(hand_in):
    told = scratch(hand_in, "y = show(double(torch.tensor([[1.0, 2.0]])))\nprint(y.shape)\n")
    assert told["error"] is None
    assert "torch.Size([1, 2])" in told["output"]
    (one,) = told["drawn"]
    assert (one["kind"], one["line"]) == ("show", 1)
    assert one["source"] == "y = show(double(torch.tensor([[1.0, 2.0]])))"
    assert (one["value"]["shape"], one["value"]["values"]) == ([1, 2], [2.0, 4.0])
    assert one["note"] == "All of it: from 2.0 to 4.0, mean 3.0."


def test_a_large_tensor_is_sampled_and_said_to_be(hand_in):
    told = scratch(hand_in, "x = torch.zeros(3, 200, 100)\nx[2, 199, 99] = 7\nx[1, 0, 0] = torch.nan\nshow(x)\n")
    (one,) = told["drawn"]
    value = one["value"]
    assert (value["shape"], value["lead"]) == ([3, 200, 100], [0])
    assert (value["rows"], value["cols"]) == ([0, 64], [0, 64])
    assert len(value["values"]) == 64 * 64
    assert "to 7.0" in one["note"] and "1 not finite" in one["note"], "the maximum lies outside of what is drawn"


@pytest.mark.parametrize(
    ("pair", "status", "said", "at"),
    [
        ("torch.ones(2, 3), torch.ones(2, 3)", "passed", "", None),
        ("torch.eye(2), torch.ones(2, 2)", "failed", "2 of 4 values are outside the band; the first at [0, 1]", [0, 1]),
        ("torch.ones(2), torch.ones(3)", "failed", "The shape is (2,), expected (3,).", None),
        ("torch.ones(2).double(), torch.ones(2)", "failed", "The dtype is float64, expected float32.", None),
        ("torch.ones(900, 900), torch.ones(900, 901)", "failed", "The shape is (900, 900), expected (900, 901).", None),
        ("torch.ones(900, 900), torch.ones(900, 900)", "passed", "Only the first 64 by 64 were compared.", None),
        ("3, 4", "failed", "Expected 4, yours is 3.", None),
        ("[1, 2], [1, 2]", "passed", "", None),
        ("None, torch.ones(1)", "failed", "A tensor is expected, and yours is None.", None),
    ],
)
def test_check_compares_two_values(hand_in, pair, status, said, at):
    (one,) = scratch(hand_in, f"check({pair})")["drawn"]
    check = one["check"]
    assert check["status"] == status
    assert said in check["message"]
    assert check["first_bad_index"] == at


def test_check_tells_the_largest_error(hand_in):
    (one,) = scratch(hand_in, "check(torch.tensor([1.0, 2.5]), torch.tensor([1.0, 2.0]))")["drawn"]
    assert one["check"]["max_abs"] == 0.5
    assert one["check"]["diff"]["values"] == [0.0, 0.5]


def test_what_came_before_an_error_is_drawn_and_the_line_is_told(hand_in):
    told = scratch(hand_in, "show(torch.ones(2))\n\n1 / 0\nshow(torch.zeros(2))\n")
    assert [one["line"] for one in told["drawn"]] == [1]
    assert (told["error"]["type"], told["error"]["line"]) == ("ZeroDivisionError", 3)


def test_there_is_an_end_to_drawing(hand_in):
    told = scratch(hand_in, "for i in range(100):\n    show(torch.ones(9, 9))\n")
    assert len(told["drawn"]) == MOST
    assert told["left_out"] == 100 - MOST


def test_a_learner_s_own_show_is_theirs(hand_in):
    told = scratch(hand_in, "show('mine')\n", RIGHT + "\ndef show(x):\n    print(x)\n")
    assert (told["output"], told["drawn"]) == ("mine\n", [])


def test_neither_name_is_there_while_the_solution_is_judged(hand_in):
    assert hand_in("def double(x):\n    show(x)\n    return 2 * x\n")["verdict"] == "runtime_error"


def test_corners():
    assert corner(torch.arange(200)).tolist() == list(range(64))
    assert corner(torch.zeros(2, 3, 70, 80)).shape == (64, 64)
    assert corner(torch.tensor(3.0)).dim() == 0
    assert corner(torch.zeros(0, 5)).shape == (0, 5)


def answer(change):
    sketch = Sketch("scratch.py")
    sketch.show(torch.ones(2, 2))
    told = {"drawn": sketch.items}
    change(told["drawn"][0])
    return told, bytearray(b"".join(sketch.packer.chunks))


@pytest.mark.parametrize(
    "lie",
    [
        lambda item: item["values"][0].update(shape=[4, 4]),
        lambda item: item["values"][0].update(shape=[-1, 2]),
        lambda item: item["values"][0].update(shape="big"),
        lambda item: item["values"][0]["value"].update(shape=[1 << 40]),
        lambda item: item.update(kind="attack"),
        lambda item: item.update(values=[]),
        lambda item: item["values"][0].update(whole=["a", "b", "c"]),
        lambda item: item["values"][0].update(whole=3),
    ],
)
def test_nonsense_is_refused(lie):
    with pytest.raises(Malformed):
        read_drawn(*answer(lie), "")


def test_a_line_that_is_not_there_is_none():
    told, body = answer(lambda item: item.update(line=99))
    assert read_drawn(told, body, "show(x)")[0]["line"] is None
