"""The comparison: what is inside the band, what is not, and what a learner is told about the difference."""

import json
import math
from dataclasses import asdict, replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, tensor

from app.judge.compare import BAND, Expected, compare, said, short, show, told_apart
from app.judge.picture import Paper, number, preview
from app.judge.wire import Array, Opaque

nan, inf = math.nan, math.inf
FLOATS = [torch.float64, torch.float32, torch.float16, torch.bfloat16]


def sent(value: Tensor, **more) -> Array:
    """As it comes from a runner."""
    return Array(value.contiguous(), tuple(value.stride()), "cpu", False)


def expected(value, dtype=torch.float32, scale=None, floor=0.0) -> Expected:
    """As the oracle makes it: in float64, with the largest finite entry as its scale."""
    if not isinstance(value, Tensor):
        return Expected(value, None, 0.0 if scale is None else scale, floor)
    value = value.double() if value.is_floating_point() else value
    finite = value[value.isfinite()] if value.is_floating_point() else torch.empty(0)
    own = float(finite.abs().max()) if finite.numel() else 0.0
    return Expected(value, dtype, max(own, scale or 0.0), floor, tuple(value.stride()))


def check(want, got, dtype=torch.float32, **more):
    answer = sent(got) if isinstance(got, Tensor) else got
    result = compare("forward", expected(want, dtype, **more), answer, Paper())
    json.dumps(asdict(result), allow_nan=False)
    return result


def passes(want, got, dtype=torch.float32, **more) -> bool:
    return check(want, got, dtype, **more).status == "passed"


# ---- the band ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", FLOATS)
def test_the_rounded_truth_is_right(dtype):
    want = torch.randn(50, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    assert passes(want, want.to(dtype), dtype)


@pytest.mark.parametrize("dtype", FLOATS)
def test_an_error_of_half_a_band_is_right_and_of_three_bands_is_not(dtype):
    want = tensor([1.0, -2.0, 3.0])
    for bands, right in ((0.5, True), (3.0, False)):
        off = want.double() * (1 + bands * BAND[dtype])
        if dtype is torch.float64 or right or bands * BAND[dtype] > torch.finfo(dtype).eps:
            assert passes(want, off.to(dtype), dtype) is right, (dtype, bands)


@pytest.mark.parametrize(("relative", "right"), [(1e-6, True), (1e-4, False), (1e-3, False)])
def test_a_relative_error_of_a_thousandth_is_wrong_in_single_precision(relative, right):
    want = tensor([3.0, 1.0, 2.0])
    assert passes(want, want * (1 + relative)) is right


def test_single_precision_inside_is_seen_in_double_precision():
    want = torch.rand(20, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    assert not passes(want, want.float().double(), torch.float64)


def test_small_entries_may_be_as_wrong_as_the_large_ones_of_the_same_answer():
    """What cancels to almost nothing carries the rounding of what it came from."""
    want = tensor([1000.0, 1e-4])
    assert passes(want, tensor([1000.0, 1e-4 + 1e-3]))
    assert not passes(tensor([1e-4]), tensor([1e-4 + 1e-3]))
    assert passes(tensor([1e-4]), tensor([1e-4 + 1e-3]), scale=1000.0)


def test_what_accepted_solutions_get_wrong_themselves_is_allowed_eightfold():
    assert passes(tensor([1.0]), tensor([1.007]), floor=1e-3)
    assert not passes(tensor([1.0]), tensor([1.009]), floor=1e-3)


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=9).filter(lambda v: any(abs(x) > 1e-30 for x in v)),
    st.sampled_from(FLOATS),
)
@settings(deadline=None)
def test_zeros_never_fit_what_is_not_zero(numbers, dtype):
    want = tensor(numbers, dtype=torch.float64)
    if bool((want.to(dtype) != 0).any()):
        assert not passes(want, torch.zeros(len(numbers), dtype=dtype), dtype)


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=9), st.integers(0, 8), st.sampled_from(FLOATS))
@settings(deadline=None)
def test_nan_never_fits_a_number(numbers, at, dtype):
    want = tensor(numbers, dtype=torch.float64)
    got = want.to(dtype, copy=True)
    got[at % len(numbers)] = nan
    result = check(want, got, dtype)
    assert result.status == "failed"
    assert result.first_bad_index == [at % len(numbers)]


@pytest.mark.parametrize("special", [nan, inf, -inf])
def test_nan_and_infinity_fit_themselves_and_nothing_else(special):
    want = tensor([1.0, special])
    assert passes(want, tensor([1.0, special]))
    for other in (0.0, 1e30, -1e30, nan, inf, -inf):
        if not (other == special or (math.isnan(other) and math.isnan(special))):
            assert not passes(want, tensor([1.0, other])), other
            assert not passes(tensor([1.0, other]), want), other


def test_an_infinite_expectation_does_not_widen_the_band_of_its_neighbours():
    assert not passes(tensor([inf, 1.0]), tensor([inf, 1.1]))


def test_what_overflows_in_half_precision_is_infinite_for_everybody():
    want = tensor([70000.0, 1.0])
    assert passes(want, tensor([inf, 1.0]).half(), torch.float16)
    assert not passes(want, tensor([65504.0, 1.0]).half(), torch.float16)


@pytest.mark.parametrize(("off", "right"), [(1e-3, True), (2e-2, False)])
def test_half_precision_is_held_to_half_precision(off, right):
    assert passes(tensor([1.0, 0.5]), tensor([1.0 + off, 0.5]).half(), torch.float16) is right


@pytest.mark.parametrize("dtype", [torch.int64, torch.int32, torch.uint8])
def test_integers_are_exact(dtype):
    want = tensor([1, 100, 3], dtype=dtype)
    assert passes(want, want.clone(), dtype)
    result = check(want, want + tensor([0, 1, 0], dtype=dtype), dtype)
    assert (result.status, result.mismatched, result.first_bad_index) == ("failed", 1, [1])


def test_what_a_tensor_is_beside_its_values_is_told():
    want = replace(expected(torch.ones(2, 3)), graph=True)
    got = Array(torch.ones(2, 3), (1, 2), "cuda", False)
    fields = compare("forward", want, got, None).fields
    common = {"shape": [2, 3], "dtype": "float32"}
    assert fields["expected"] == common | {"stride": [3, 1], "device": "cpu", "requires_grad": True}
    assert fields["actual"] == common | {"stride": [1, 2], "device": "cuda", "requires_grad": False}


def test_a_device_that_is_none_is_not_repeated():
    got = Array(torch.ones(1), (1,), "0.1234567890", False)
    assert compare("forward", expected(torch.ones(1)), got, None).fields["actual"]["device"] == "elsewhere"


def test_integers_too_large_for_a_float_are_told_apart():
    want = tensor([2**60])
    assert not passes(want, want + 1, torch.int64)


def test_booleans_are_exact():
    assert passes(tensor([True, False]), tensor([True, False]), torch.bool)
    assert not passes(tensor([True, False]), tensor([True, True]), torch.bool)


def test_complex_numbers_have_a_band_too():
    want = torch.complex(tensor([1.0, 0.0], dtype=torch.float64), tensor([2.0, -1.0], dtype=torch.float64))
    exp = Expected(want, torch.complex64, 2.0)
    assert compare("forward", exp, sent(want.to(torch.complex64)), Paper()).status == "passed"
    bad = compare("forward", exp, sent((want * 1.01).to(torch.complex64)), Paper())
    json.dumps(asdict(bad), allow_nan=False)
    assert bad.status == "failed"


def test_nothing_fits_nothing():
    assert passes(torch.empty(0, 3), torch.empty(0, 3))
    assert not passes(torch.empty(0, 3), torch.empty(3, 0))


def test_negative_zero_is_zero():
    assert passes(tensor([0.0]), tensor([-0.0]))


# ---- before the values ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1), (2, 3, 1), (6,), ()])
def test_the_shape_is_judged_before_the_values(shape):
    result = check(torch.ones(2, 3), torch.ones(shape))
    assert result.status == "failed"
    assert result.message == f"The shape is {shape}, expected (2, 3)."
    assert result.mismatched == result.total == 6
    assert result.expected["shape"] == [2, 3]
    assert result.actual["shape"] == list(shape)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.int64, torch.bool, torch.complex64])
def test_the_dtype_is_judged_before_the_values(dtype):
    result = check(tensor([1.0, 1.0]), torch.ones(2, dtype=dtype))
    assert result.status == "failed"
    assert result.message == f"The dtype is {str(dtype)[6:]}, expected float32."
    assert result.fields["actual"]["dtype"] == str(dtype)[6:]


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (None, "yours is None. Is there a `return`?"),
        (1.5, "yours is a float: 1.5."),
        ([1.0], "yours is a list: [1.0]."),
        ("text", "yours is a str: 'text'."),
        ((sent(torch.ones(2)),), "yours is a tuple of 1: (tensor of shape (2,),)."),
        (Opaque("ndarray", "cuts the graph"), "yours is a ndarray, which cuts the graph."),
        (Opaque("generator", ""), "yours is a generator. A function with `yield` gives one: `return` the value."),
    ],
)
def test_what_is_no_tensor_is_told_as_what_it_is(actual, words):
    result = check(torch.ones(2), actual)
    assert result.status == "failed"
    assert result.message == f"A tensor is expected, and {words}"


def test_no_class_of_the_wire_shows_in_a_sentence():
    for actual in ((sent(torch.ones(2)),), [sent(torch.ones(2)), None], {"a": sent(torch.ones(1))}, Opaque("x", "y")):
        assert "Array(" not in said(actual)
        assert "Opaque(" not in said(actual)


# ---- what is told --------------------------------------------------------------------------------------------------


def test_the_first_bad_index_is_the_first_in_reading_order():
    want = torch.zeros(2, 3, 4)
    got = want.clone()
    got[1, 0, 2] = got[1, 2, 0] = got[0, 2, 3] = 1.0
    result = check(want, got)
    assert result.first_bad_index == [0, 2, 3]
    assert (result.mismatched, result.total) == (3, 24)
    assert result.message == "3 of 24 values are outside the band; the first at [0, 2, 3]: expected 0, yours is 1."


def test_a_single_number_has_no_index():
    result = check(tensor(1.0), tensor(2.0))
    assert result.first_bad_index == []
    assert result.message == "The value: expected 1, yours is 2."


def test_errors_are_measured():
    result = check(tensor([2.0, 4.0]), tensor([2.0, 5.0]))
    assert (result.max_abs, result.max_rel) == (1.0, 0.25)
    assert result.ulp == 2.0**21  # 4.0 and 5.0 are 2 to the 21st single-precision numbers apart
    assert result.tolerance == {"rtol": 2e-5, "atol": 8e-5, "floor": 0.0, "least": 0.0}


def test_a_right_answer_is_measured_and_not_drawn():
    result = check(tensor([2.0]), tensor([2.0]))
    assert (result.max_abs, result.mismatched, result.message) == (0.0, 0, "")
    assert result.expected is result.actual is result.diff is None


def test_without_paper_nothing_is_drawn():
    result = compare("forward", expected(tensor([1.0])), sent(tensor([2.0])), None)
    assert result.status == "failed"
    assert result.expected is result.actual is result.diff is result.survey is None


@pytest.mark.parametrize(
    ("a", "b"), [(1.0, 1.0 + 1e-9), (0.611823, 0.6118230001), (1e300, 1.0000001e300), (0.0, -1e-12), (1.0, nan)]
)
def test_two_different_numbers_never_look_the_same(a, b):
    texts = told_apart(a, b)
    assert texts[0] != texts[1]


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_any_two_different_numbers_are_told_apart(a, b):
    texts = told_apart(a, b)
    assert texts[0] != texts[1] or a == b


def test_nan_and_infinity_are_words_in_a_report():
    result = check(tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([[nan, inf], [-inf, 4.0]]))
    assert result.actual["values"] == ["nan", "inf", "-inf", 4.0]
    assert result.max_abs == result.max_rel == "inf"


interesting = st.sampled_from(
    [0.0, -0.0, 1.0, -3.5, 1e-310, 5e-324, 1e-20, 1e38, 1e300, 1.7e308, -1.7e308, nan, inf, -inf]
)


@given(st.lists(st.tuples(interesting, interesting), min_size=1, max_size=6), st.sampled_from(FLOATS))
@settings(deadline=None, max_examples=200)
def test_whatever_the_numbers_a_report_is_strict_json(pairs, dtype):
    """`check` dumps with allow_nan=False: what a browser cannot parse must not be in a report."""
    want, got = (tensor(column, dtype=torch.float64) for column in zip(*pairs, strict=True))
    check(want, got.to(dtype), dtype)


@given(interesting, interesting | st.integers() | st.integers(10**400, 10**401) | st.booleans() | st.text(max_size=3))
@settings(deadline=None, max_examples=200)
def test_plain_values_too_make_strict_json(want, got):
    check(want, got)


def test_an_empty_tensor_can_be_drawn():
    for shape in ((0,), (0, 3), (3, 0), (2, 0, 3)):
        drawn = preview(torch.empty(shape))
        assert drawn["values"] == []
        assert drawn["shape"] == list(shape)


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        (tensor([True, False]), [1, 0]),
        (tensor([2**60]), [2**60]),
        (tensor([1 + 2j]), ["(1+2j)"]),
        (tensor(0.1), [0.100000001]),
        (tensor([1.5], dtype=torch.bfloat16), [1.5]),
    ],
)
def test_every_dtype_can_be_drawn(value, listed):
    assert preview(value)["values"] == listed


def test_a_tensor_that_requires_grad_can_be_shown():
    assert show(torch.ones(1, requires_grad=True))["values"] == [1.0]
    assert show({"a": 1}) == {"kind": "value", "text": "{'a': 1}"}


def test_long_texts_are_cut():
    assert len(short("x" * 1000)) == 400
    assert short("x" * 1000).endswith("…")


def test_the_longest_integer_that_can_travel_can_be_shown():
    """Python refuses to print integers of more than 4300 digits."""
    assert short(2**4096)


@given(st.floats())
def test_a_json_number_keeps_nine_digits(value):
    shown = number(value)
    json.dumps(shown, allow_nan=False)
    if math.isfinite(value):
        assert shown == pytest.approx(value, rel=1e-8, abs=0)


# ---- plain Python values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        (1.5, 1.5, True),
        (1.5, 1.5 + 1e-13, True),
        (1.5, 1.5 + 1e-9, False),
        (0.0, 1e-13, False),
        (2.0, 2, True),
        (1.0, True, False),
        (nan, nan, True),
        (nan, 1.0, False),
        (1.0, nan, False),
        (inf, inf, True),
        (inf, -inf, False),
        (inf, 1e308, False),
        (1.0, inf, False),
        (1e308, 10**400, False),
        (inf, 10**400, True),  # float(10**400) is what Python calls an overflow and mathematics infinity
        (3, 3, True),
        (3, 4, False),
        (3, 3.0, False),
        (1, True, False),
        (True, 1, False),
        ("a", "a", True),
        ("a", b"a", False),
        (None, None, True),
        (None, 0, False),
    ],
)
def test_plain_values(want, got, right):
    assert passes(want, got) is right


@pytest.mark.parametrize(
    ("want", "got", "sentence"),
    [
        (1.5, None, "A float is expected, and yours is None. Is there a `return`?"),
        ("raises ValueError", 3, "Your code must raise a ValueError here, and it gives back 3."),
        ("raises KeyError", "raises IndexError", "Your code must raise a KeyError here, and it raises an IndexError."),
        (3, "raises IndexError", "Your code raises an IndexError, and 3 is expected."),
        (None, 3, "A NoneType is expected, and yours is an int: 3."),
        (3, 3.0, "An int is expected, and yours is a float: 3.0."),
        (3, 4, "Expected 3, yours is 4."),
        (1.5, 1.5000001, "Expected 1.5, yours is 1.5000001."),
        (1.5, Opaque("Value", ""), "A float is expected, and yours is a Value."),
        (1.5, sent(tensor(1.5)), "A float is expected, and yours is a tensor of shape ()."),
    ],
)
def test_sentences_about_plain_values(want, got, sentence):
    assert check(want, got).message == sentence
