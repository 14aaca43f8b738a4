"""The runner: values in and out, what an error is told as, and what one call may not leave for the next."""

import pytest
import torch
from torch import tensor

from app.judge.call import backward, lay_out, restore_defaults
from app.judge.runner import describe
from app.judge.trees import flatten, map_tensors

# ---- values --------------------------------------------------------------------------------------------------------


def test_leaves_are_named_by_their_path():
    value = {"a": [1, (2, {"b": 3})], 4: None}
    assert dict(flatten(value)) == {"a.0": 1, "a.1.0": 2, "a.1.1.b": 3, "4": None}
    assert dict(flatten(7)) == {"": 7}
    assert dict(flatten([])) == {}


def test_tensors_are_replaced_wherever_they_are_and_nothing_else_is():
    value = {"a": [torch.ones(1), 2], "b": (torch.ones(1), "c")}
    assert map_tensors(value, lambda t: t.item() + 1) == {"a": [2.0, 2], "b": (2.0, "c")}


@pytest.mark.parametrize("shape", [(4,), (2, 3), (2, 3, 4), (0, 2), (1,), (1, 1)])
def test_spread_out_tensors_hold_the_same_numbers_and_are_not_contiguous(shape):
    value = torch.rand(shape)
    spread = lay_out(value)
    assert torch.equal(spread, value)
    assert spread.shape == value.shape
    if value.numel() > 1:
        assert not spread.is_contiguous()


@pytest.mark.parametrize("shape", [(4, 3, 3), (2, 3, 4, 5), (4, 1, 3), (3, 2)])
def test_no_two_dimensions_of_a_spread_out_tensor_merge(shape):
    spread = lay_out(torch.rand(shape))
    with pytest.raises(RuntimeError, match="view"):
        spread.view(-1)
    for first in range(len(shape) - 1):
        if min(shape[first : first + 2]) > 1:
            with pytest.raises(RuntimeError, match="view"):
                spread.view(*shape[:first], -1, *shape[first + 2 :])


def test_a_number_cannot_be_spread_out():
    assert lay_out([tensor(1.0), 2]) == [tensor(1.0), 2]


# ---- the backward pass ---------------------------------------------------------------------------------------------


def test_the_vector_jacobian_product_of_all_outputs():
    x = tensor([1.0, 2.0], requires_grad=True)
    y = tensor([3.0], requires_grad=True)
    output = {"a": x * 2, "b": [x.sum() * y]}
    cotangents = {"a": tensor([1.0, 10.0], dtype=torch.float64), "b.0": tensor([2.0], dtype=torch.float64)}
    gx, gy = backward(output, cotangents, [x, y])
    assert gx.tolist() == [2 + 6, 20 + 6]
    assert gy.tolist() == [6.0]


def test_a_leaf_that_nothing_depends_on_has_no_gradient():
    x, y = (tensor([1.0], requires_grad=True) for _ in range(2))
    assert backward(x * 2, {"": tensor([1.0])}, [x, y])[1] is None
    assert backward(x.detach(), {"": tensor([1.0])}, [x, y]) == [None, None]


@pytest.mark.parametrize(
    "output", [None, 3.0, "text", [], (), {}, torch.ones(2).long(), torch.ones(3, requires_grad=True)]
)
def test_outputs_that_no_gradient_can_come_from_are_passed_over(output):
    """A wrong shape is the forward check's business: it must not be an error here."""
    x = torch.ones(2, requires_grad=True)
    assert backward(output, {"": torch.ones(2)}, [x]) == [None]


def test_cotangents_are_rounded_to_the_output_s_dtype():
    x = torch.ones(2, dtype=torch.float16, requires_grad=True)
    (gradient,) = backward(x * 1, {"": tensor([0.5, 2.0], dtype=torch.float64)}, [x])
    assert gradient.dtype == torch.float16
    assert gradient.tolist() == [0.5, 2.0]


# ---- what a call may leave behind ----------------------------------------------------------------------------------


def test_what_one_call_leaves_behind_does_not_reach_the_next():
    try:
        torch.set_grad_enabled(False)
        torch.set_default_dtype(torch.float64)
        torch.set_default_device("meta")
        torch.use_deterministic_algorithms(True)
        restore_defaults()
        assert torch.is_grad_enabled()
        assert torch.ones(1).dtype == torch.float32
        assert torch.ones(1).device.type == "cpu"
        assert not torch.are_deterministic_algorithms_enabled()
    finally:
        restore_defaults()


def test_settings_changed_by_the_learner_s_file_do_not_reach_a_case(hand_in):
    code = """
        import torch
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        torch.set_default_device("meta")

        def double(x):
            torch.set_default_device("meta")
            torch.set_grad_enabled(True)
            y = x + x
            torch.set_grad_enabled(False)
            return y
        """
    assert hand_in(code)["verdict"] == "accepted"


# ---- errors --------------------------------------------------------------------------------------------------------


def raised(source: str, file: str = "solution.py"):
    try:
        exec(compile(source, file, "exec"), {})
    except BaseException as error:
        return describe(error)
    raise AssertionError("nothing was raised")


def test_an_error_has_its_type_message_and_the_learner_s_line():
    error = raised("def f():\n    return 1 / 0\n\n\nf()\n")
    assert (error["type"], error["message"], error["line"]) == ("ZeroDivisionError", "division by zero", 2)
    assert [line.split(":")[0] for line in error["traceback"].splitlines()] == ["line 5, in <module>", "line 2, in f"]


def test_the_line_is_the_learner_s_own_though_the_error_is_raised_deep_in_torch():
    error = raised("import torch\n\ntorch.ones(2) @ torch.ones(3)\n")
    assert error["line"] == 3
    assert "site-packages" not in error["traceback"]


def test_a_syntax_error_has_its_line_and_text():
    with pytest.raises(SyntaxError) as caught:
        compile("def f(:\n    pass\n", "solution.py", "exec")
    error = describe(caught.value)
    assert (error["type"], error["line"]) == ("SyntaxError", 1)
    assert "def f(:" in error["traceback"]


def test_a_deep_recursion_is_a_short_traceback():
    error = raised("def f(n):\n    return f(n + 1)\n\n\nf(0)\n")
    assert error["type"] == "RecursionError"
    assert "more …" in error["traceback"]
    assert len(error["traceback"].splitlines()) < 20


def test_an_error_that_cannot_be_printed_is_described_all_the_same():
    error = raised("class E(Exception):\n    def __str__(self):\n        raise self\nraise E\n")
    assert (error["type"], error["message"], error["line"]) == ("E", "", 4)


def test_long_messages_are_cut():
    assert len(raised("raise ValueError('x' * 10**6)")["message"]) <= 2000


@pytest.mark.parametrize(
    ("source", "expected"),
    [("raise MemoryError", True), ("raise RuntimeError('can\\'t allocate memory: you tried')", True), ("1 / 0", False)],
)
def test_running_out_of_memory_is_known_by_its_words(source, expected):
    assert raised(source)["memory"] is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("raise ValueError(5)", True), ("assert False, 5", True), ("int('5x')", False), ("[][3]", False)],
)
def test_what_the_learner_raises_is_told_from_what_python_raises(source, expected, monkeypatch):
    """Their words may hold a hidden input, so they are not shown for a hidden case."""
    import linecache

    monkeypatch.setitem(linecache.cache, "solution.py", (len(source), None, [source + "\n"], "solution.py"))
    assert raised(source)["raised"] is expected


# ---- a real one ----------------------------------------------------------------------------------------------------


def test_a_runner_says_what_is_missing(runner):
    assert runner.load("double = 3", functions=("double", "half")) == {"missing": ["double", "half"]}


def test_a_submission_can_look_at_its_own_source_and_its_own_module(runner):
    """inspect, dataclasses and pickle all look a module up by its name."""
    answer = runner.load(
        """
        import dataclasses, inspect, sys

        @dataclasses.dataclass
        class Point:
            x: int = 3

        def f():
            return Point()

        assert "return Point()" in inspect.getsource(f)
        assert sys.modules[__name__].f is f
        assert __name__ != "__main__"
        """,
        functions=("f",),
    )
    assert answer == {"loaded": True}


def test_scratch_code_runs_in_the_submission_s_names(runner):
    runner.load("def f():\n    return 41", functions=("f",))
    assert runner.ask(op="scratch", source="print(f() + 1)")["error"] is None
    assert runner.printed() == "42\n"
    error = runner.ask(op="scratch", source="x = 1\nf(1)")["error"]
    assert (error["type"], error["line"]) == ("TypeError", 2)
