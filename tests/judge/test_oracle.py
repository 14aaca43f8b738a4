"""The oracle: what is right, from the reference in float64, computed once and never touched by a submission."""

import pytest
import torch
from torch import tensor

from app.catalog import Catalog
from app.judge.cases import SALTS, Case
from app.judge.compare import Expected
from app.judge.oracle import BrokenOracle, Oracle, Problems
from app.judge.prepared import replace_leaves
from app.judge.program import distance, double
from app.judge.trees import flatten
from app.judge.variants import largest
from app.judge.wire import Unpacker
from tests.judge.bank import write


@pytest.fixture
def make(tmp_path):
    """An oracle for `double` with some files changed."""

    def do(**files: str | None) -> Oracle:
        names = {"cases": "cases.py", "reference": "reference.py", "drive": "drive.py", "toml": "problem.toml"}
        write(tmp_path / "double", {names.get(name, name): text for name, text in files.items()})
        catalog = Catalog(tmp_path)
        assert not catalog.broken, catalog.broken
        return Problems(catalog)["double"]

    return do


CASES = """\
from torch import tensor, float16, float64
import torch
from app.judge.cases import Case, randn

def cases():
    yield Case("one", "double", (tensor([1.0, 2.0]),), public=True)
    {more}
"""


def one(oracle, number=-1, salt=0):
    return oracle.prepared(salt)[number]


# ---- values --------------------------------------------------------------------------------------------------------


def test_values_are_float64_and_the_dtype_is_an_honest_solution_s(make):
    prepared = one(make(cases=CASES.format(more='yield Case("half", "double", (randn(3, seed=0, dtype=float16),))')))
    assert isinstance(prepared.outputs, Expected)
    assert prepared.outputs.value.dtype == torch.float64
    assert prepared.outputs.dtype == torch.float16
    x = prepared.inputs[0][0]
    assert x.dtype == torch.float16
    assert torch.equal(prepared.outputs.value, 2 * x.double())


def test_the_reference_sees_inputs_in_float64(make):
    """0.1 in float32 is not 0.1; three times it must not be rounded on the way."""
    prepared = one(make(reference="def double(x):\n    return x / 3 * 6\n", cases=CASES.format(more="")))
    x = prepared.inputs[0][0].double()
    assert torch.equal(prepared.outputs.value, x / 3 * 6)


def test_gradients_are_those_of_the_cotangents_that_the_runner_is_sent(make):
    prepared = one(make(reference="def double(x):\n    return x.double() ** 2\n", cases=CASES.format(more="")))
    unpacker = Unpacker(bytearray(b"".join(prepared.chunks)))
    args, _, cotangents = (unpacker.unpack(prepared.header[part]) for part in ("args", "kwargs", "cotangents"))
    assert prepared.gradients == ("x",)
    assert torch.allclose(prepared.grads[0].value, 2 * args[0].double() * cotangents[""], rtol=1e-15)
    assert prepared.grads[0].dtype == torch.float32


def test_cotangents_are_random_and_no_two_salts_have_the_same(make):
    """With ones, an entry that is too large hides one that is too small."""
    oracle = make()
    drawn = set()
    for salt in SALTS:
        for prepared in oracle.prepared(salt):
            unpacker = Unpacker(bytearray(b"".join(prepared.chunks)))
            cotangent = [unpacker.unpack(prepared.header[part]) for part in ("args", "kwargs", "cotangents")][2][""]
            assert len(set(cotangent.flatten().tolist())) == cotangent.numel()
            assert torch.equal(cotangent, cotangent.bfloat16().double()), "the same in every dtype"
            drawn.add(tuple(cotangent.flatten().tolist()))
    assert len(drawn) >= len(SALTS)


def test_an_input_that_does_not_matter_has_a_gradient_of_zeros(make):
    toml = '[checks]\ngradients = ["x", "y"]\n'
    prepared = one(
        make(
            reference="def double(x, y):\n    return 2 * x\n",
            cases=CASES.replace("(tensor([1.0, 2.0]),)", "(tensor([1.0]), tensor([1.0, 2.0]))").format(more=""),
            toml=f'title = "D"\ndifficulty = "easy"\ntopics = ["a"]\nfunctions = ["double"]\n{toml}',
            **{"submissions/accepted/a_sum.py": "def double(x, y):\n    return x + x\n"},
        )
    )
    assert prepared.gradients == ("x", "y")
    assert prepared.grads[1].value.tolist() == [0.0, 0.0]


def test_a_case_may_ask_for_fewer_gradients(make):
    prepared = one(make(cases=CASES.format(more='yield Case("none", "double", (tensor([1.0]),), gradients=())')))
    assert prepared.gradients == ()
    assert prepared.header["cotangents"] is None
    assert prepared.header["leaves"] == []


def test_integers_have_no_gradient(make):
    prepared = one(
        make(
            reference="def double(x):\n    return 2 * x\n",
            cases=CASES.format(more='yield Case("int", "double", (tensor([1, 2]),))'),
        )
    )
    assert prepared.gradients == ()
    assert prepared.outputs.dtype == torch.int64
    assert prepared.outputs.value.tolist() == [2, 4]


def test_what_is_written_in_place_is_expected_in_the_argument(make):
    prepared = one(
        make(
            reference="def double(x, total):\n    total += x.sum()\n    return 2 * x\n",
            cases=CASES.replace("(tensor([1.0, 2.0]),)", "(tensor([1.0, 2.0]), tensor([0.5]))").format(more=""),
            toml='title = "D"\ndifficulty = "easy"\ntopics = ["a"]\nfunctions = ["double"]\nchecks.out = ["total"]\n',
            **{"submissions/accepted/a_sum.py": "def double(x, total):\n    total += x.sum()\n    return x + x\n"},
        )
    )
    assert prepared.out["total"].value.tolist() == [3.5]
    assert prepared.out["total"].dtype == torch.float32
    assert prepared.inputs[0][1].tolist() == [0.5], "the case's own tensor is left alone"


def test_a_reference_that_writes_to_its_input_does_not_change_the_case(make):
    oracle = make(
        reference="def double(x):\n    x.detach().mul_(2)\n    return x.clone()\n", cases=CASES.format(more="")
    )
    prepared = one(oracle)
    assert prepared.inputs[0][0].tolist() == [1.0, 2.0]
    assert prepared.outputs.value.tolist() == [2.0, 4.0]
    assert Unpacker(bytearray(b"".join(prepared.chunks))).unpack(prepared.header["args"])[0].tolist() == [1.0, 2.0]


def test_plain_values_and_nested_ones_are_expected_leaf_by_leaf(make):
    prepared = one(
        make(
            reference="def double(x):\n    return {'sum': x.sum().item(), 'parts': [x, (2, 'a')]}\n",
            cases=CASES.format(more=""),
        )
    )
    leaves = dict(flatten(prepared.outputs))
    assert list(leaves) == ["sum", "parts.0", "parts.1.0", "parts.1.1"]
    assert [leaves[key].value for key in ("sum", "parts.1.0", "parts.1.1")] == [3.0, 2, "a"]


# ---- the band ------------------------------------------------------------------------------------------------------


def test_the_scale_is_the_largest_entry_or_what_the_case_says(make):
    more = 'yield Case("scaled", "double", (tensor([1.0, 3.0]),), scale=1000.0)'
    own, said = make(cases=CASES.format(more=more)).prepared(0)
    assert own.outputs.scale == 4.0
    assert said.outputs.scale == 1000.0
    assert said.grads[0].scale >= 1000.0


def test_the_floor_is_the_largest_error_of_the_accepted_solutions(make):
    prepared = one(
        make(
            cases=CASES.format(more=""),
            **{
                "submissions/accepted/a_sum.py": "def double(x):\n    return x + x + 0.0001\n",
                "submissions/accepted/b_product.py": "def double(x):\n    return 2 * x + 0.0003\n",
            },
        )
    )
    assert prepared.outputs.floor == pytest.approx(0.0003, rel=1e-2)
    assert prepared.grads[0].floor < 1e-6


def test_a_floor_is_bounded_so_that_a_wrong_solution_cannot_prove_itself(make):
    """Else its error would become the band, and everybody's wrong answers would be inside."""
    wrong = {"submissions/accepted/b_product.py": "def double(x):\n    return 2.1 * x\n"}
    prepared = one(make(cases=CASES.format(more=""), **wrong))
    assert prepared.outputs.floor < 0.01
    assert prepared.grads[0].floor < 0.01


def test_an_accepted_solution_that_raises_gives_no_floor_and_breaks_nothing(make):
    prepared = one(
        make(cases=CASES.format(more=""), **{"submissions/accepted/b_product.py": "def double(x):\n    1 / 0\n"})
    )
    assert prepared.outputs.floor < 1e-6


def test_distance_looks_at_what_is_finite_on_both_sides():
    assert distance(tensor([1.0, torch.inf, torch.nan]), tensor([1.5, torch.inf, 1.0])) == 0.5
    assert distance(tensor([1.0]), tensor([[1.0]])) == 0.0
    assert distance(2.0, 1.5) == 0.5
    assert distance(tensor([1.0]), None) == 0.0
    assert largest(tensor([-3.0, torch.inf, torch.nan])) == 3.0
    assert largest(torch.empty(0)) == 0.0
    assert largest(tensor([5])) == 0.0


# ---- memory --------------------------------------------------------------------------------------------------------


def test_expected_values_are_computed_once(make):
    oracle = make()
    for salt in SALTS:
        assert oracle.prepared(salt) is oracle.prepared(salt)
    assert oracle.prepared(0) is oracle.prepared(0)


def test_the_cache_is_bounded_and_keeps_what_was_used_last(make, monkeypatch):
    monkeypatch.setattr("app.judge.oracle.CACHE_BYTES", 1)
    oracle = make()
    first = oracle.prepared(0)
    assert oracle.prepared(0) is first
    second = oracle.prepared(1)
    assert oracle.prepared(1) is second
    assert oracle.prepared(0) is not first


def test_something_is_remembered_by_its_key_and_computed_once(make):
    oracle, calls = make(), []
    for _ in range(3):
        assert oracle.remembered("a", lambda: calls.append(1) or len(calls)) == 1
    assert oracle.remembered("b", lambda: 7) == 7


def test_a_problem_that_was_changed_is_loaded_anew(make, tmp_path):
    oracle = make()
    problems = Problems(Catalog(tmp_path))
    first = problems["double"]
    assert problems["double"] is first
    (tmp_path / "double" / "reference.py").write_text("def double(x):\n    return (x.double() + x).to(x.dtype)\n")
    problems.catalog = Catalog(tmp_path)
    assert problems["double"] is not first
    assert oracle.problem.revision != problems["double"].problem.revision


def test_public_cases_are_the_same_for_every_salt_and_hidden_ones_are_not(make):
    more = 'yield Case("hidden", "double", (randn(3, seed=1),))'
    oracle = make(cases=CASES.replace("tensor([1.0, 2.0])", "randn(2, seed=0)").format(more=more))
    public = {tuple(oracle.cases(salt)[0].args[0].tolist()) for salt in SALTS}
    hidden = {tuple(oracle.cases(salt)[1].args[0].tolist()) for salt in SALTS}
    assert len(public) == 1
    assert len(hidden) == len(SALTS)


# ---- broken problems -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"reference": "def double(x:\n"}, "cannot be loaded: SyntaxError"),
        ({"reference": "import nothing_of_that_name\n"}, "cannot be loaded: ModuleNotFoundError"),
        ({"cases": "x = 1\n"}, "cannot be loaded: KeyError('cases')"),
        ({"drive": "x = 1\n"}, "cannot be loaded: KeyError('drive')"),
        (
            {"reference": "def double(x):\n    return x.nothing\n"},
            "case 'by hand': the reference raised AttributeError",
        ),
        ({"reference": "def double(x, y):\n    return x\n"}, "case 'by hand': the reference raised TypeError"),
    ],
)
def test_a_broken_problem_says_what_is_broken(make, files, words):
    with pytest.raises(BrokenOracle) as caught:
        make(**files).prepared(0)
    assert str(caught.value).startswith("double")
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["reference", "cases"])
def test_a_problem_without_a_file_it_needs_is_broken_in_words(make, name):
    with pytest.raises(BrokenOracle):
        make(**{name: None}).prepared(0)


def test_cases_that_raise_are_a_broken_problem_too(make):
    with pytest.raises(BrokenOracle):
        make(cases="def cases():\n    yield nothing\n").prepared(0)


def test_a_call_that_the_reference_does_not_have_is_a_broken_problem(make):
    with pytest.raises(BrokenOracle):
        make(cases=CASES.format(more='yield Case("x", "triple", (tensor([1.0]),))')).prepared(0)


# ---- parts ---------------------------------------------------------------------------------------------------------


def test_a_copy_in_double_precision_leaves_the_rest_alone():
    value = {"a": [torch.ones(2), tensor([1])], "b": ("text", 3, torch.ones(1, dtype=torch.complex64))}
    wide = double(value)
    assert [leaf.dtype for _, leaf in flatten(wide) if isinstance(leaf, torch.Tensor)] == [
        torch.float64,
        torch.int64,
        torch.complex128,
    ]
    wide["a"][0].zero_()
    assert value["a"][0].tolist() == [1.0, 1.0]


def test_leaves_are_replaced_under_the_paths_that_flatten_gives():
    value = {"a": [1, (2,)], "b": 3}
    seen = {}
    replaced = replace_leaves(value, lambda path, leaf: seen.setdefault(path, leaf) * 10)
    assert seen == dict(flatten(value))
    assert replaced == {"a": [10, (20,)], "b": 30}


def test_a_case_of_a_driven_problem_is_named_by_keyword(real_judge):
    oracle = real_judge.problems["multi-head-attention"]
    prepared = oracle.prepared(0)[0]
    assert set(prepared.gradients) == {
        "x",
        "weights.qkv.weight",
        "weights.qkv.bias",
        "weights.proj.weight",
        "weights.proj.bias",
    }
    assert prepared.names == ()


def test_a_case_without_anything_is_a_case(make):
    oracle = make(
        reference="def double():\n    return 4\n",
        cases="from app.judge.cases import Case\n\n\ndef cases():\n    yield Case('one', 'double')\n",
        **{f"submissions/accepted/{n}.py": "def double():\n    return 4\n" for n in ("a_sum", "b_product")},
    )
    assert one(oracle).outputs.value == 4
    assert one(oracle).header["noncontiguous"] is False
    assert oracle.cases(0)[0] == Case("one", "double")


def test_public_cases_are_prepared_once(small_bank):
    oracle = Problems(Catalog(small_bank))["double"]
    first, second = oracle.prepared(0), oracle.prepared(1)
    assert [a is b for a, b in zip(first, second, strict=True)] == [prepared.case.public for prepared in first]
    assert [prepared.case.name for prepared in first] == [prepared.case.name for prepared in second]
