"""Relations: each generic fault is named for what it is, unrelated numbers never are, and no value is told."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from torch import Tensor

from app.judge.compare import Expected
from app.judge.guesses import Seen, guesses
from app.judge.relations import LARGEST, common, seen_as, words
from app.judge.wire import Array
from tests.judge.bank import SECRET, judge_of, submit, write

SHAPES = {1: [(9,), (12,), (7,), (8,), (11,), (20,)], 2: [(4, 5), (6, 3), (5, 7)], 3: [(3, 4, 5), (5, 6, 3), (4, 3, 7)]}
SHAPES[4] = [(4, 3, 4, 5), (3, 5, 3, 4)]
SQUARES = {2: [(4, 4), (6, 6)], 3: [(3, 5, 5), (2, 6, 6)]}


def drawn(*shape: int, seed: int = 0, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def seen(want: Tensor, got: Tensor, case: str = "a", **inputs: Any) -> Seen:
    size = want.double()[want.isfinite()].abs()
    scale = float(size.max()) if size.numel() else 0.0
    expected = Expected(want.double() if want.is_floating_point() else want, want.dtype, scale)
    found = seen_as(case, expected, Array(got.to(want.dtype), got.stride(), "cpu", False), inputs)
    assert found is not None
    return found


def kind_of(
    shapes: list[tuple[int, ...]], fault: Callable[[Tensor], Tensor], dtype: torch.dtype = torch.float32
) -> Any:
    """The key found for expected values of these shapes and a fault; the input x has other numbers of that shape."""
    cases = []
    for i, shape in enumerate(shapes):
        want = drawn(*shape, seed=i)
        noise = 1 + (drawn(*shape, seed=50 + i) * 1e-7 if dtype is torch.float32 else 0)
        cases.append(seen(want.to(dtype), fault(want * noise), str(i), x=drawn(*shape, seed=90 + i)))
    return common(cases)


def put(index: Any, value: Any = 3.0) -> Callable[[Tensor], Tensor]:
    def fault(tensor: Tensor) -> Tensor:
        wrong = tensor.clone()
        wrong[index] += value
        return wrong

    return fault


def where(mask: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    return lambda t: torch.where(mask(torch.ones_like(t)).bool(), t + 3, t)


def n(t: Tensor, dim: int = 0) -> int:
    return t.shape[dim]


FAULTS: list[tuple[str, Callable[[Tensor], Tensor], tuple[str, ...]]] = [
    ("zeros", torch.zeros_like, ("zeros",)),
    ("twice", lambda t: 2 * t, ("twice",)),
    ("half", lambda t: t / 2, ("half",)),
    ("negative", lambda t: -t, ("negative",)),
    ("N", lambda t: t * n(t), ("size", "times", "x.shape[0]")),
    ("1/N", lambda t: t / n(t), ("size", "over", "x.shape[0]")),
    ("√d", lambda t: t * math.sqrt(n(t)), ("size", "root", "x.shape[0]")),
    ("1/√d", lambda t: t / math.sqrt(n(t)), ("size", "over root", "x.shape[0]")),
    ("unbiased", lambda t: t * n(t) / (n(t) - 1), ("variance", "n / (n − 1)", "x.shape[0]")),
    ("biased", lambda t: t * (n(t) - 1) / n(t), ("variance", "(n − 1) / n", "x.shape[0]")),
    ("biased std", lambda t: t * math.sqrt((n(t) - 1) / n(t)), ("variance", "√((n − 1) / n)", "x.shape[0]")),
    ("1.3", lambda t: 1.3 * t, ("same factor", "1.3")),
    ("a factor of the case", lambda t: t * (1.3 + n(t) * 0.017), ("factor",)),
    ("one more", lambda t: t + 1, ("one off", "large")),
    ("one less", lambda t: t - 1, ("one off", "small")),
    ("0.3 more", lambda t: t + 0.3, ("same offset", "0.3")),
    ("an offset of the case", lambda t: t + 0.3 * n(t), ("offset",)),
    ("reversed", lambda t: t.flip(-1), ("reversed", "the last dimension")),
    ("shifted forward", lambda t: t.roll(1, -1), ("shifted", "forward", "the last dimension")),
    ("shifted back", lambda t: t.roll(-1, -1), ("shifted", "back", "the last dimension")),
    ("bfloat16", lambda t: t.bfloat16().float(), ("precision", "bfloat16")),
    ("float16", lambda t: t.half().float(), ("precision", "float16")),
]
OF_VECTORS = [
    ("first entry", put(0), ("edge", "first", "entry")),
    ("last entry", put(-1), ("edge", "last", "entry")),
    ("reshaped", lambda t: t[:, None], ("reshaped",)),
]
OF_MATRICES = [
    ("N times d", lambda t: t * n(t, -2) * n(t, -1), None),
    ("d", lambda t: t * n(t, -1), ("size", "times", "x.shape[-1]")),
    ("transposed", lambda t: t.mT, ("transposed",)),
    ("reversed rows", lambda t: t.flip(0), ("reversed", "the first dimension")),
    ("last row", put((..., -1, slice(None))), ("edge", "last", "row")),
    ("first row", put((..., 0, slice(None)), math.nan), ("nan",)),
    ("last column", put((..., -1)), ("edge", "last", "column")),
    ("one batch", put(1), ("one batch",)),
    ("all but the first", put(slice(1, None)), ("only first",)),
    ("a factor a row", lambda t: t * (1.5 + torch.arange(n(t, -2)))[:, None], ("factor along", "the last dimension")),
    ("an amount a row", lambda t: t + (1.5 + torch.arange(n(t, -2)))[:, None], ("offset along", "the last dimension")),
    ("the mean", lambda t: t.mean(), ("reduced", "mean", "all dimensions")),
    ("the sum of columns", lambda t: t.sum(-1), ("reduced", "sum", "the last dimension")),
]
BANK = [
    pytest.param(rank, fault, key, id=f"{name}, rank {rank}")
    for rank in SHAPES
    for name, fault, key in FAULTS + (OF_VECTORS if rank == 1 else OF_MATRICES)
    if not (rank == 2 and name == "one batch" and SHAPES[rank][0][0] < 3)
]


@pytest.mark.parametrize(("rank", "fault", "key"), BANK)
def test_each_fault_is_named(rank, fault, key):
    found = kind_of(SHAPES[rank], fault)
    if key is None:  # the product of all sizes, or of the last two: some name that is equal to it
        assert found[:2] == ("size", "times")
        name = found[2]
        for shape in SHAPES[rank]:
            x = torch.zeros(shape)
            assert eval(name, {"x": x}) == x.shape[-1] * x.shape[-2]
    elif key[0] in ("size", "variance") and found[2] != key[2]:
        assert found[:2] == key[:2]
        for shape in SHAPES[rank]:  # another name for the same number
            x = torch.zeros(shape)
            assert eval(found[2], {"x": x}) == eval(key[2], {"x": x})
    else:
        assert found == key
    assert words(found)


@pytest.mark.parametrize("rank", SQUARES)
def test_a_vector_broadcast_along_the_wrong_axis(rank):
    shapes = SQUARES[rank]
    plus = lambda t: t - drawn(n(t, -1), seed=7)[:, None] + drawn(n(t, -1), seed=7)  # noqa: E731
    times = lambda t: t / drawn(n(t, -1), seed=7).exp()[:, None] * drawn(n(t, -1), seed=7).exp()  # noqa: E731
    means = lambda t: t + t.mean((*range(rank - 2), -1))[:, None] - t.mean((*range(rank - 2), -1))  # noqa: E731
    for fault in (plus, times, means):
        assert kind_of(shapes, fault) == ("broadcast", "the last two dimensions")


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_permuted_axes(order):
    found = kind_of(SHAPES[3], lambda t: t.permute(order))
    assert found == ("permuted", ", ".join(map(str, order)))


@pytest.mark.parametrize("rank", SQUARES)
def test_parts_of_square_matrices(rank):
    assert kind_of(SQUARES[rank], where(lambda t: t.tril() * t.triu())) == ("diagonal",)
    assert kind_of(SQUARES[rank], where(lambda t: t.triu(1))) == ("above",)
    assert kind_of(SQUARES[rank], where(lambda t: t.tril(-1))) == ("below",)


def test_square_matrices_transposed():
    assert kind_of(SQUARES[2], lambda t: t.mT) == kind_of(SQUARES[3], lambda t: t.mT) == ("transposed",)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_other_dtypes(dtype):
    for fault, key in ((lambda t: 2 * t, "twice"), (lambda t: t.flip(-1), "reversed"), (lambda t: t * 0, "zeros")):
        assert kind_of(SHAPES[2], fault, dtype)[0] == key


def test_an_argument_returned():
    want, x = drawn(4, 5), drawn(4, 5, seed=1)
    assert common([seen(want, x, x=x, y=drawn(4, 5, seed=2))]) == ("input", "x")


def test_an_argument_once_too_often_or_forgotten():
    w, p = drawn(5, seed=5), 0.3
    faults: list[tuple[Callable[[Tensor], Tensor], tuple[str, ...]]] = [
        (lambda t: t * w, ("argument", "times", "`w`")),
        (lambda t: t / w, ("argument", "divided by", "`w`")),
        (lambda t: t + w, ("argument", "plus", "`w`")),
        (lambda t: t - w, ("argument", "minus", "`w`")),
    ]
    for fault, key in faults:
        assert common([seen(drawn(4, 5, seed=i), fault(drawn(4, 5, seed=i)), str(i), w=w) for i in range(2)]) == key
    ps = [seen(drawn(4, 5, seed=i), drawn(4, 5, seed=i) * (1 - p * i), str(i), p=p * i) for i in (1, 2)]
    assert common(ps) == ("argument", "times", "1 − `p`")


def test_what_belongs_in_another_part():
    q, k = drawn(4, 5), drawn(4, 5, seed=1)
    found = seen_as("a", Expected(q.double(), q.dtype, 3.0), Array(k, (5, 1), "cpu", False), {}, {"k": k.double()})
    assert common([found]) == ("part", "k")  # type: ignore[list-item]
    assert words(("part", "grad k")) == "has what the gradient of `k` should be"


def test_a_mask_the_wrong_way_round():
    x = drawn(6, 6)
    mask = x > 0.3
    zero = torch.zeros(())
    assert common([seen(torch.where(mask, x, zero), torch.where(mask, zero, x))]) == ("inverted",)
    few = seen(torch.tensor([0.0, 1.0, 2.0]), torch.tensor([3.0, 0.0, 0.0]))
    assert common([few]) is None


def test_one_number_for_each_entry_where_one_is_asked_for():
    cases = [seen(drawn(4, 5, seed=i).mean(), drawn(4, 5, seed=i), str(i)) for i in range(3)]
    assert common(cases) == ("not reduced", "mean")
    assert common(cases[:1]) is None


@pytest.mark.parametrize(
    ("case", "code", "kind", "text"),
    [
        (
            "tensor([300.0, -1.0])",
            "return 2 * x.clamp(max=100)",
            "magnitude",
            "Only the cases with large numbers in the input fail.",
        ),
        (
            "randn(9, seed=9, dtype=torch.float64)",
            "return 2 * (x + 1e-7 * x.sin()) if x.dtype == torch.float64 else 2 * x",
            "only dtype",
            "Only the cases with float64 inputs fail.",
        ),
    ],
)
def test_what_all_cases_that_fail_have_and_none_that_passes(tmp_path, case, code, kind, text):
    plain = "".join(f"    yield Case('{i}', 'double', (randn(3, seed={i}),))\n" for i in range(5))
    head = "import torch\nfrom torch import tensor\nfrom app.judge.cases import Case, randn\n\n\ndef cases():\n"
    write(tmp_path / "double", {"cases.py": f"{head}{plain}    yield Case('last', 'double', ({case},))\n"})
    report = submit(judge_of(tmp_path), "double", f"import torch\n\n\ndef double(x):\n    {code}\n")
    assert report["diagnosis"] is None
    assert report["relation"]["kind"] == kind
    assert report["relation"]["text"] == text


def test_a_dtype_is_not_blamed_where_another_argument_comes_with_it(tmp_path):
    """Dropout is wrong, and the only case that has any is in float64."""
    plain = "".join(f"    yield Case('{i}', 'double', (randn(3, seed={i}),))\n" for i in range(5))
    head = "import torch\nfrom app.judge.cases import Case, randn\n\n\ndef cases():\n"
    last = "    yield Case('last', 'double', (randn(9, seed=9, dtype=torch.float64), 3.0))\n"
    files = {"cases.py": head + plain + last, "reference.py": "def double(x, times=2.0):\n    return times * x\n"}
    for name in ("a_sum", "b_product"):
        files[f"submissions/accepted/{name}.py"] = files["reference.py"]
    write(tmp_path / "double", files)
    code = "def double(x, times=2.0):\n    return times * x if times == 2 else times * x + x.sin() * x.cos()\n"
    report = submit(judge_of(tmp_path), "double", code)
    assert report["verdict"] == "wrong_answer"
    assert report["relation"] is None


def test_small_numbers_are_zero_not_an_argument():
    want, tiny = drawn(4, 5), drawn(4, 5, seed=1) * 1e-8
    assert common([seen(want, torch.zeros(4, 5), x=tiny)]) == ("zeros",)
    assert common([seen(want, drawn(4, 5, seed=2) * 1e-8, x=tiny)]) == ("nothing",)
    assert common([seen(want, want * 1e-8)]) == ("nothing",)


def test_where_a_mask_is():
    for hidden, kind in ((0.0, "zero"), (-math.inf, "minus infinity")):
        cases = []
        for i in range(3):
            scores = drawn(5, 5, seed=i)
            cases.append(seen(torch.where(torch.ones(5, 5).tril() > 0, scores.abs(), hidden), scores.abs(), str(i)))
        assert common(cases) == (kind,)


def test_numbers_that_are_one_each_case():
    """A loss is one entry: two cases are two witnesses, one is none."""
    cases = [seen(drawn(seed=i), drawn(seed=i) * b, str(i), x=torch.zeros(b, 3)) for i, b in enumerate((4, 6, 9))]
    assert common(cases) == ("size", "times", "x.shape[0]")
    assert common(cases[:1]) is None
    assert common([*cases, seen(drawn(seed=8), drawn(seed=9), x=torch.zeros(5, 3))]) is None


def test_whole_numbers():
    want = torch.arange(24).reshape(4, 6)
    assert common([seen(want, want + 1)]) == ("one off", "large")
    assert common([seen(want, want.flip(1))]) == ("reversed", "the last dimension")


def test_plain_numbers():
    cases = [seen_as(str(x), Expected(x, None, abs(x)), x / 2, {}) for x in (1.5, -0.3, 12.25)]
    assert common(cases) == ("half",)  # type: ignore[arg-type]
    assert seen_as("a", Expected(1.5, None, 1.5), "1.5", {}) is None


# ---- what is not said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("want", "got"),
    [
        pytest.param(torch.full((4, 5), 3.0), torch.full((4, 5), 6.0), id="a constant: a factor, or an offset"),
        pytest.param(torch.full((4, 5), 3.0), torch.full((5, 4), 3.0), id="a constant has no order"),
        pytest.param(torch.tensor([3.0]), torch.tensor([6.0]), id="one entry"),
        pytest.param(torch.tensor(3.0), torch.tensor(-3.0), id="one number"),
        pytest.param(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 1.0]), id="two entries swapped"),
        pytest.param(torch.tensor([0.0, 0.0, 1.0, 0.0]), torch.tensor([0.0, 0.0, 0.0, 1.0]), id="one hot"),
        pytest.param(torch.tensor([0.0, 0.0, 5.0]), torch.zeros(3), id="one entry that is not zero"),
        pytest.param(drawn(4), put(0)(drawn(4)), id="one wrong entry of four"),
        pytest.param(torch.tensor([True, False, True]), torch.tensor([False, True, False]), id="three bits"),
        pytest.param(torch.tensor([math.nan, math.inf]), torch.tensor([math.inf, math.nan]), id="nothing finite"),
        pytest.param(drawn(6, 6), torch.full((6, 6), math.nan), id="nothing but NaN"),
        pytest.param(1 + drawn(20) * 1e-6, 3 + drawn(20) * 1e-6, id="a constant but for rounding"),
        pytest.param(drawn(50) * 30, (drawn(50) * 30).round(), id="whole numbers are not half precision"),
        pytest.param(
            torch.linspace(10, 16, 20).neg().exp(),
            ((1 - torch.linspace(10, 16, 20).neg().exp().double()).float() - 1).neg(),
            id="the digits that cancelled are not half precision",
        ),
        pytest.param(drawn(50), (drawn(50) * 50).round() / 50, id="two digits are not half precision"),
    ],
)
def test_too_little_to_say_anything(want, got):
    assert common([seen(want, got, x=torch.zeros(3, 2))]) is None


def test_a_fault_of_one_case_alone_is_not_said():
    cases = [seen(drawn(4, 5, seed=i), drawn(4, 5, seed=i) * (2 if i else 2.001), str(i)) for i in range(4)]
    assert common(cases) == ("factor",)
    assert common(cases[1:]) == ("twice",)


def test_tensors_too_large_or_of_another_dtype_are_not_looked_at():
    want = torch.zeros(LARGEST + 1)
    assert seen_as("a", Expected(want.double(), want.dtype, 1.0), Array(want, (1,), "cpu", False), {}) is None
    assert (
        seen_as("a", Expected(drawn(3).double(), torch.float32, 1.0), Array(drawn(3).double(), (1,), "cpu", False), {})
        is None
    )
    assert seen_as("a", Expected(drawn(3).double(), torch.float32, 1.0), None, {}) is None


DTYPES = st.sampled_from([torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64])
SHAPE = st.lists(st.integers(1, 6), min_size=0, max_size=4).map(tuple)


@trials(max_examples=150, deadline=None)
@given(st.lists(SHAPE, min_size=1, max_size=4), DTYPES, st.integers(0, 10**6), st.booleans())
def test_unrelated_numbers_are_never_related(shapes, dtype, seed, same_shape):
    cases = []
    for i, shape in enumerate(shapes):
        want, got = (drawn(*shape, seed=seed * 10 + 2 * i + j) * 4 for j in (0, 1))
        got = got if same_shape else got.flatten()
        x, w = drawn(4, 3, seed=seed + 1), drawn(*shape, seed=seed + 2)
        cases.append(seen(want.to(dtype), got, str(i), x=x, w=w, heads=2))
    assert common(cases) is None, words(common(cases))  # type: ignore[arg-type]


@trials(max_examples=100, deadline=None)
@given(SHAPE, st.integers(0, 10**6), st.floats(0.05, 0.9))
def test_entries_wrong_here_and_there_are_in_no_region(shape, seed, part):
    cases = []
    for i in range(3):
        want = drawn(*shape, seed=seed + i)
        hit = torch.rand(shape, generator=torch.Generator().manual_seed(seed + i + 50)) < part
        if hit.any():
            cases.append(seen(want, torch.where(hit, drawn(*shape, seed=seed + i + 99), want), str(i), x=drawn(4, 3)))
    key = common(cases) if cases else None
    assert key is None, key


@trials(max_examples=80, deadline=None)
@given(SHAPE, DTYPES, st.integers(0, 10**6), st.sampled_from([0.0, math.inf, -math.inf, math.nan, 1e38, 1e-38]))
def test_odd_numbers_break_nothing(shape, dtype, seed, odd):
    want, got = drawn(*shape, seed=seed), drawn(*shape, seed=seed + 1)
    if dtype is not torch.int64:
        want = torch.where(drawn(*shape, seed=seed + 2) > 0, odd, want)
        got = torch.where(drawn(*shape, seed=seed + 3) > 0, odd, got)
    for key in guesses(seen(want.to(dtype), got, x=drawn(*shape, seed=seed + 4))):
        assert words(key)


# ---- in a report ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("return x * 1", "input", "equals the argument `x` as it was given"),
        ("return -2 * x", "negative", "has the wrong sign, and is right otherwise"),
        ("return 2 * x + 1", "one off", "is too large by 1"),
        (
            "return 2 * x * x.numel()",
            "size",
            "is `x.numel()` times what it should be, as if a sum stood where a mean belongs",
        ),
    ],
)
def test_the_report_says_it(judge, body, kind, words):
    report = submit(judge, "double", f"def double(x):\n    {body}\n")
    assert (report["verdict"], report["diagnosis"]) == ("wrong_answer", None)
    text = f"Your output {words}, in every case that fails."
    assert report["relation"] == {"text": text, "kind": kind, "check": "forward"}


def test_a_gradient_is_told_as_one(judge):
    report = submit(judge, "double", "def double(x):\n    return 2 * x.detach() + (x - x.detach())\n")
    assert report["relation"] == {
        "text": "Your gradient of `x` is half of what it should be, in every case that fails.",
        "kind": "half",
        "check": "grad x",
    }


def test_a_diagnosis_and_an_accepted_answer_have_no_relation(judge):
    for code in ("return 2 * x.detach()", "return 2 * x"):
        assert submit(judge, "double", f"def double(x):\n    {code}\n")["relation"] is None


def test_no_value_of_a_hidden_case_is_told(judge):
    for body in ("return x + x + x.max().detach()", "return 2 * x * x.detach().max()", "return x.clone()"):
        relation = submit(judge, "double", f"def double(x):\n    {body}\n")["relation"]
        assert relation and str(SECRET)[:4] not in relation["text"]
