"""The checks of a case: gradients, arguments written in place, arguments left alone, nested answers."""

import pytest
import torch
from torch import Tensor, tensor

from app.judge.cases import Case
from app.judge.checks import Malformed, compare_again, compare_case, compare_gradients, compare_inputs, compare_output
from app.judge.compare import Expected
from app.judge.prepared import Prepared, replace_leaves
from app.judge.wire import Array, Opaque


def sent(value):
    """As it comes from a runner, nested or not."""
    if isinstance(value, Tensor):
        return Array(value.detach().contiguous(), tuple(value.stride()), "cpu", value.requires_grad)
    if isinstance(value, dict):
        return {key: sent(part) for key, part in value.items()}
    return type(value)(map(sent, value)) if isinstance(value, list | tuple) else value


def expect(value) -> Expected:
    if isinstance(value, Tensor):
        scale = float(value.abs().max()) if value.numel() and value.is_floating_point() else 0.0
        wide = value.double() if value.is_floating_point() else value
        return Expected(wide, value.dtype, scale, 0.0, tuple(value.stride()))
    return Expected(value, None, 1.0)


def prepare(output=None, grads=None, args=(), kwargs=None, out=None, labels=()) -> Prepared:
    """What the oracle makes of a case, without an oracle."""
    grads = grads or {}
    return Prepared(
        case=Case("a case", "f", tuple(args), kwargs or {}),
        gradients=tuple(grads),
        header={},
        chunks=[],
        inputs=(tuple(args), kwargs or {}),
        outputs=replace_leaves(output, lambda _, leaf: expect(leaf)),
        grads=tuple(expect(value) for value in grads.values()),
        out={label: expect(value) for label, value in (out or {}).items()},
        names=tuple("abc"[: len(args)]),
        labels=labels,
        salt=0,
    )


def failures(checks) -> dict[str, str]:
    return {check.name: check.message for check in checks if check.status == "failed"}


# ---- gradients -----------------------------------------------------------------------------------------------------

GRADIENT = tensor([[0.5, -1.0], [2.0, 0.25]])


def gradient_fault(got, true=GRADIENT) -> str:
    checks = compare_gradients(prepare(grads={"x": true}), [sent(got)], None)
    assert [check.name for check in checks] == ["grad x"]
    return failures(checks).get("grad x", "")


def test_the_right_gradient_passes():
    assert gradient_fault(GRADIENT.clone()) == ""


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("halved", GRADIENT / 2),
        ("doubled", GRADIENT * 2),
        ("of the other sign", -GRADIENT),
        ("scaled by a thousandth", GRADIENT * 1.001),
        ("zero", torch.zeros(2, 2)),
        ("ones, as if nothing came in", torch.ones(2, 2)),
        ("transposed", GRADIENT.T),
        ("missing in one row", GRADIENT * tensor([[1.0], [0.0]])),
        ("nan", torch.full((2, 2), torch.nan)),
        ("of another dtype", GRADIENT.double()),
        ("summed to one row", GRADIENT.sum(0)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_gradient_fails(what, wrong):
    assert gradient_fault(wrong), what


def test_a_gradient_that_does_not_arrive_is_told_as_a_graph_that_is_cut():
    assert gradient_fault(None).startswith("No gradient reaches `x`. The graph is cut")


def test_no_gradient_is_as_good_as_a_gradient_of_zeros():
    assert gradient_fault(None, torch.zeros(2)) == ""
    assert gradient_fault(torch.zeros(2), torch.zeros(2)) == ""
    assert gradient_fault(torch.ones(2), torch.zeros(2))


def test_what_is_no_gradient_at_all_fails():
    assert gradient_fault("zero")
    assert gradient_fault(Opaque("Liar", "is a subclass of Tensor"))


def test_gradients_that_were_not_sent_fail():
    """A runner that answers fewer gradients than it was asked for gains nothing."""
    prepared = prepare(grads={"x": GRADIENT, "weights.q": GRADIENT})
    assert set(failures(compare_gradients(prepared, [sent(GRADIENT)], None))) == {"grad weights.q"}
    assert set(failures(compare_gradients(prepared, [], None))) == {"grad x", "grad weights.q"}


def test_more_gradients_than_asked_for_are_not_looked_at():
    assert not failures(compare_gradients(prepare(grads={"x": GRADIENT}), [sent(GRADIENT), sent(-GRADIENT)], None))


def test_each_gradient_is_judged_under_its_own_name():
    prepared = prepare(grads={"x": GRADIENT, "weight": GRADIENT, "bias": GRADIENT})
    wrong = [sent(GRADIENT), sent(GRADIENT / 2), None]
    assert set(failures(compare_gradients(prepared, wrong, None))) == {"grad weight", "grad bias"}


# ---- arguments -----------------------------------------------------------------------------------------------------

X = tensor([1.0, 2.0, 3.0])


def input_faults(prepared: Prepared, args, kwargs=None, unchanged=True) -> dict[str, str]:
    return failures(compare_inputs(prepared, sent([list(args), kwargs or {}]), unchanged, None))


def test_arguments_left_alone_pass():
    assert input_faults(prepare(args=(X, 0)), (X.clone(), 0)) == {}


@pytest.mark.parametrize(
    "changed",
    [X + 1, X * (1 + 1e-7), X.double(), X.reshape(1, 3), X[:2], tensor([1.0, 2.0, torch.nan])],
    ids=["another value", "the last bit", "dtype", "shape", "fewer", "nan"],
)
def test_an_argument_that_was_changed_is_named(changed):
    assert input_faults(prepare(args=(X, 0)), (changed, 0)) == {
        "unchanged inputs": "`a` was changed in place. It belongs to the caller, who still needs it."
    }


def test_a_nan_in_an_argument_is_not_a_change():
    with_nan = tensor([1.0, torch.nan, torch.inf])
    assert input_faults(prepare(args=(with_nan,)), (with_nan.clone(),)) == {}


def test_tensors_inside_containers_and_by_keyword_are_arguments_too():
    weights = {"q": X, "k": [X, X]}
    prepared = prepare(args=(weights,), kwargs={"mask": X})
    assert input_faults(prepared, (weights,), {"mask": X}) == {}
    assert "`a.k.1`" in input_faults(prepared, ({"q": X, "k": [X, -X]},), {"mask": X})["unchanged inputs"]
    assert "`mask`" in input_faults(prepared, (weights,), {"mask": -X})["unchanged inputs"]


@pytest.mark.parametrize("after", [[3, 4.0], [4, 3.0], [4, 4], [4, 4.0, 1], [4], [], [True, 4.0], [4, "4.0"]])
def test_a_list_of_plain_numbers_belongs_to_the_caller_too(after):
    assert "was changed in place" in input_faults(prepare(args=([4, 4.0],)), (after,))["unchanged inputs"]


def test_a_list_of_plain_numbers_that_was_left_alone_passes():
    plain = [4, 4.0, float("nan"), "text", True, None, (2, 3)]
    assert compare_inputs(prepare(args=(plain, {})), sent([[list(plain), {}], {}]), True, None) == []


def test_what_a_dict_of_the_caller_has_gained_is_named():
    assert "`a.extra`" in input_faults(prepare(args=({"q": X},)), ({"q": X, "extra": 1},))["unchanged inputs"]


def test_an_argument_replaced_by_something_else_was_changed():
    assert input_faults(prepare(args=(X,)), (None,))
    assert input_faults(prepare(args=({"q": X},)), ({},))


def test_a_problem_may_let_arguments_be_changed():
    assert input_faults(prepare(args=(X,)), (X + 1,), unchanged=False) == {}


def test_an_argument_to_write_to_is_judged_by_what_is_in_it_and_the_others_by_being_left_alone():
    prepared = prepare(args=(X, torch.zeros(3)), out={"b": X * 2})
    assert input_faults(prepared, (X, X * 2)) == {}
    assert set(input_faults(prepared, (X, torch.zeros(3)))) == {"b"}
    assert set(input_faults(prepared, (X * 2, X * 2))) == {"unchanged inputs"}


def test_an_argument_to_write_to_that_vanished_fails():
    assert "b" in input_faults(prepare(args=(X, X), out={"b": X}), (X, None))


def test_without_tensors_among_the_arguments_there_is_nothing_to_check():
    assert compare_inputs(prepare(args=("text", 3)), [["text", 3], {}], True, None) == []


@pytest.mark.parametrize("inputs", [None, [], [[]], [[], {}, 1], 3, "ab", Opaque("list", ""), [[1, 2, 3], {}]])
def test_inputs_that_no_runner_sends_are_malformed(inputs):
    with pytest.raises(Malformed):
        compare_inputs(prepare(args=(X,)), inputs, True, None)


# ---- answers of several parts --------------------------------------------------------------------------------------


def output_faults(expected, actual, labels=()) -> dict[str, str]:
    return failures(compare_output(prepare(expected, labels=labels), sent(actual), None))


def test_a_single_tensor_is_called_forward():
    assert [check.name for check in compare_output(prepare(X), sent(X), None)] == ["forward"]
    assert set(output_faults(X, X + 1)) == {"forward"}


@pytest.mark.parametrize("container", [tuple, list])
def test_a_tuple_and_a_list_are_the_same_thing(container):
    assert output_faults((X, -X), container([X, -X])) == {}


def test_the_parts_of_a_tuple_have_names():
    checks = compare_output(prepare((X, X, X), labels=("loss", "dW")), sent((X, X, X)), None)
    assert [check.name for check in checks] == ["loss", "dW", "forward[2]"]
    assert set(output_faults((X, X), (X, -X), labels=("loss", "dW"))) == {"dW"}


@pytest.mark.parametrize("actual", [(X,), (X, X, X), X, None, {"0": X, "1": X}, "ab"], ids=str)
def test_another_number_of_parts_is_told(actual):
    faults = output_faults((X, X), actual)
    assert list(faults) == ["forward"]
    assert faults["forward"].startswith("2 values are expected, and yours is ")
    assert "yours is yours is" not in faults["forward"]


def test_a_dict_must_have_the_very_keys():
    expected = {"training": X, "evaluation": -X}
    assert output_faults(expected, {"evaluation": -X, "training": X}) == {}
    assert set(output_faults(expected, {"training": X, "evaluation": X})) == {"evaluation"}
    for actual in ({"training": X}, {**expected, "more": X}, {"train": X, "evaluation": -X}, X, None, [X, -X]):
        faults = output_faults(expected, actual)
        assert list(faults) == ["forward"]
        assert "A dict with the keys training, evaluation is expected" in faults["forward"]


def test_nested_answers_are_named_by_their_path():
    expected = {"state": {"m": X, "v": [X, X]}, "step": X}
    checks = compare_output(prepare(expected), sent(expected), None)
    assert [check.name for check in checks] == ["state.m", "state.v[0]", "state.v[1]", "step"]
    wrong = {"state": {"m": X, "v": [X, -X]}, "step": X}
    assert set(output_faults(expected, wrong)) == {"state.v[1]"}


def test_numbers_beside_tensors_are_checked_too():
    assert output_faults((X, 3), (X, 3)) == {}
    assert set(output_faults((X, 3), (X, 4))) == {"forward[1]"}


# ---- plain Python values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "actual", "sentence"),
    [
        ([(1, 2), (3, 4)], [(1, 2), (3, 4)], ""),
        ([(1, 2), (3, 4)], [[1, 2], [3, 4]], ""),
        ([(1, 2), (3, 4)], [(1, 2), (3, 5)], "First difference at entry 1.1: Expected 4, yours is 5."),
        ([1, 2], [1], "First difference at entry 1: expected 2, yours ends before it."),
        ([1, 2], [1, 2, 3], "Yours has 3 values, 2 are expected; the first one too many is at entry 2."),
        ([1], 1, "A list is expected, and yours is an int: 1."),
        ((1, 2), "raises ValueError", "Your code raises a ValueError, and (1, 2) is expected."),
        ("raises ValueError", (1, 2), "Your code must raise a ValueError here, and it gives back (1, 2)."),
        ((1, 2), 1, "A tuple is expected, and yours is an int: 1."),
        ([1], None, "A list is expected, and yours is None. Is there a `return`?"),
        ([], [], ""),
        ([], [1], "Yours has 1 values, 0 are expected; the first one too many is at entry 0."),
        ([1, 2], {"0": 1, "1": 2}, "A list is expected, and yours is a dict: {'0': 1, '1': 2}."),
        ([1, [2]], [1, 2], "First difference at entry 1.0: expected 2, yours ends before it."),
        ("a", "b", "Expected 'a', yours is 'b'."),
        (3, 3, ""),
    ],
)
def test_plain_values_are_one_check_that_names_the_first_difference(expected, actual, sentence):
    checks = compare_output(prepare(expected), actual, None)
    assert len(checks) == 1
    assert failures(checks).get("forward", "") == sentence


def test_a_dict_of_plain_values_is_judged_by_its_entries():
    expected = {"data": {"a": 1.0}, "grad": {"a": 2.0, "b": 0.0}}
    assert output_faults(expected, expected) == {}
    assert set(output_faults(expected, {"data": {"a": 1.0}, "grad": {"a": 3.0, "b": 0.0}})) == {"grad"}
    assert set(output_faults(expected, {"data": {"a": 1.0}, "grad": [2.0]})) == {"grad"}


def test_an_empty_list_does_not_stand_for_an_empty_dict():
    assert output_faults({"a": {}}, {"a": []})


# ---- together ------------------------------------------------------------------------------------------------------


def test_a_learner_reads_values_first_then_gradients_then_arguments():
    prepared = prepare(X, grads={"a": X}, args=(X, X), out={"b": X})
    checks = compare_case(prepared, sent(X), [sent(X)], sent([[X, X], {}]), unchanged=True, paper=None)
    assert [check.name for check in checks] == ["forward", "grad a", "b", "unchanged inputs"]
    assert not failures(checks)


def test_the_same_numbers_in_a_strided_tensor_must_give_the_same_answer():
    assert compare_again(prepare(X), sent(X)).status == "passed"
    failed = compare_again(prepare(X), sent(-X))
    assert (failed.name, failed.status) == ("non-contiguous input", "failed")
    assert "the answer is another: 3 of 3 values are outside the band" in failed.message
