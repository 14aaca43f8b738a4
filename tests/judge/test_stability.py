"""The stability map: where a case stands is measured from its tensors, and problem.toml has to agree with it."""

import pytest
import torch

from app.catalog import Catalog, load
from app.judge import stability
from app.judge.oracle import Oracle, Problems
from app.judge.place import place
from app.problem_reader import BrokenProblem
from app.stability import KINDS, covered, grouped, out_of_scope
from tests.judge.bank import DOUBLE, judge_of, submit, write

HEAD = "import torch\nfrom torch import tensor\nfrom app.judge.cases import Case, randn\n\ndef cases():\n"


def oracle_of(tmp_path, *tensors: str, toml: str = "") -> Oracle:
    """Of the problem whose cases have these tensors."""
    cases = "".join(f"    yield Case('{n}', 'double', ({value},), gradients=())\n" for n, value in enumerate(tensors))
    write(tmp_path / "double", {"cases.py": HEAD + cases, "problem.toml": DOUBLE["problem.toml"] + toml})
    return Problems(Catalog(tmp_path))["double"]


@pytest.mark.parametrize(
    ("tensor", "dtype", "kinds"),
    [
        ("tensor([1.0, -2.0])", "float32", ["ordinary"]),
        ("tensor([1e-3, 2e-3])", "float32", ["tiny"]),
        ("tensor([[0.5, 100.0], [1.0, 1.0]])", "float32", ["huge"]),
        ("tensor([99.0, 1e-3], dtype=torch.float64)", "float64", ["ordinary"]),
        ("tensor([1.0, 1e-40])", "float32", ["ordinary", "denormal"]),
        ("tensor([1.0, 1e-40], dtype=torch.float64)", "float64", ["ordinary"]),
        ("tensor([1.0, 1e-6], dtype=torch.float16)", "float16", ["ordinary", "denormal"]),
        ("tensor([1.0, 1e-6], dtype=torch.bfloat16)", "bfloat16", ["ordinary"]),
        ("tensor([[1.0, 2.0], [0.0, 0.0]])", "float32", ["ordinary", "zeros"]),
        ("torch.zeros(2, 2)", "float32", ["zeros"]),
        ("tensor([[1.0, 2.0], [-torch.inf, -torch.inf]])", "float32", ["ordinary", "minus_inf"]),
        ("tensor([[1.0, -torch.inf], [3.0, 4.0]])", "float32", ["ordinary", "not_finite"]),
        ("tensor([1.0, torch.nan])", "float32", ["ordinary", "not_finite"]),
        ("torch.empty(0, 3)", "float32", ["empty"]),
        ("torch.empty(3, 0)", "float32", ["empty"]),
        ("tensor([[1.0, 2.0]])", "float32", ["ordinary", "batch_of_one"]),
        ("tensor([[1.0], [2.0]])", "float32", ["ordinary", "length_one"]),
        ("tensor([3.0])", "float32", ["ordinary", "length_one"]),
        ("tensor(3.0)", "float32", ["ordinary"]),
    ],
)
def test_where_a_case_stands(tmp_path, tensor, dtype, kinds):
    oracle = oracle_of(tmp_path, tensor)
    assert place(oracle, oracle.prepared(0)[0]) == (dtype, kinds)


def test_every_kind_of_input_is_found_by_some_test():
    marks = test_where_a_case_stands.pytestmark[0].args[1]
    assert {kind for _, _, kinds in marks for kind in kinds} == set(KINDS)


def test_integers_stand_nowhere(tmp_path):
    oracle = oracle_of(tmp_path, "tensor([1, 2])")
    assert place(oracle, oracle.prepared(0)[0]) is None
    assert stability.chart(oracle) is None


def test_a_variant_of_the_batch_stands_where_it_leads(tmp_path):
    toml = DOUBLE["problem.toml"].replace('gradients = ["x"]', 'batch_sizes = ["x"]')
    write(tmp_path / "double", {"cases.py": HEAD + "    yield Case('a', 'double', (randn(3, 2, seed=0),))\n",
                                "problem.toml": toml})  # fmt: skip
    oracle = Problems(Catalog(tmp_path))["double"]
    assert place(oracle, oracle.prepared(0)[0]) == ("float32", ["ordinary", "empty", "batch_of_one"])
    chart = stability.chart(oracle)
    assert chart is not None
    assert chart["switches"] == [{"kind": "batch_sizes", "words": "batch of 0 and of 1"}]


def test_weights_are_no_data(tmp_path):
    """A quiet weight beside ordinary numbers: neither is the case tiny, nor a batch of one."""
    drive = "def drive(solution, case):\n    return solution.double(case.kwargs['x'])\n"
    kwargs = "{'weights': {'w': torch.full((1, 2), 1e-5)}, 'x': randn(3, 2, seed=0)}"
    files = {"cases.py": HEAD + f"    yield Case('a', 'double', kwargs={kwargs})\n", "drive.py": drive}
    oracle = Problems(Catalog(write(tmp_path / "double", files).parent))["double"]
    assert place(oracle, oracle.prepared(0)[0]) == ("float32", ["ordinary"])


def test_the_report_of_a_submission_has_the_map_and_the_numbers_of_its_cases(tmp_path):
    oracle_of(tmp_path, "tensor([[1.0, 2.0]])", "tensor([300.0, 1.0])", "tensor([2.0, 3.0])")
    judge = judge_of(tmp_path)
    chart = submit(judge, "double", DOUBLE["submissions/accepted/a_sum.py"])["stability"]
    assert chart["cells"] == [
        {"dtype": "float32", "kind": "batch_of_one", "cases": [0]},
        {"dtype": "float32", "kind": "huge", "cases": [1]},
        {"dtype": "float32", "kind": "ordinary", "cases": [0, 2]},
    ]
    assert chart["outside"] == []
    assert submit(judge, "double", DOUBLE["submissions/accepted/a_sum.py"], mode="run")["stability"] is None


def test_a_reason_holds_for_a_place_a_column_or_a_type():
    declared = {"float16": "a", "empty": "b", "float32 empty": "c"}
    assert out_of_scope(declared, "float16", "huge") == "a"
    assert out_of_scope(declared, "float64", "empty") == "b"
    assert out_of_scope(declared, "float32", "empty") == "c"
    assert out_of_scope(declared, "float32", "huge") is None


def test_what_is_out_of_scope_is_told_and_no_case_may_stand_there(tmp_path):
    oracle = oracle_of(tmp_path, "tensor([1.0, 2.0])", toml='\n[stability]\nhuge = "sums overflow"\n')
    chart = stability.chart(oracle)
    assert chart is not None
    assert [place["dtype"] for place in chart["outside"]] == ["float64", "float32", "float16", "bfloat16"]
    assert {place["reason"] for place in chart["outside"]} == {"sums overflow"}
    assert stability.faults(oracle) == []
    oracle = oracle_of(tmp_path, "tensor([1.0, 200.0])", toml='\n[stability]\n"float32 huge" = "sums overflow"\n')
    assert stability.faults(oracle) == [
        "problem.toml: stability puts float32 huge out of scope, and case '0' stands there."
    ]


def test_a_row_or_a_column_speaks_of_what_no_case_stands_in(tmp_path):
    toml = '\n[stability]\nhuge = "sums overflow"\nfloat32 = "x"\n'
    oracle = oracle_of(tmp_path, "tensor([1.0, 200.0])", toml=toml)
    assert stability.faults(oracle) == []
    chart = stability.chart(oracle)
    assert chart is not None
    outside = {(place["dtype"], place["kind"]): place["reason"] for place in chart["outside"]}
    assert ("float32", "huge") not in outside
    assert (outside["float16", "huge"], outside["float32", "tiny"]) == ("sums overflow", "x")


def test_a_reason_that_no_place_is_left_for_is_a_fault(tmp_path):
    toml = '\n[stability]\n"float64 float32 tiny" = "a"\ntiny = "b"\n"float16 bfloat16 tiny" = "c"\n'
    assert stability.faults(oracle_of(tmp_path, "tensor([1.0, 2.0])", toml=toml)) == [
        "problem.toml: stability gives a reason for 'tiny', and no place is left for it."
    ]


def test_what_is_open_is_told_as_the_keys_that_would_declare_it(tmp_path):
    toml = '\n[stability]\n"float16 bfloat16" = "float32 or float64 is promised"\n'
    edges = "tiny huge denormal zeros minus_inf not_finite empty batch_of_one length_one"
    open_keys = f"float64 tiny ordinary {edges.removeprefix('tiny ')}", f"float32 {edges}"
    hidden = "randn(3, 2, seed=0)"  # of a case that is not public nothing is shown
    (note,) = stability.unaccounted(oracle_of(tmp_path, hidden, toml=toml))
    assert note == f'problem.toml: stability leaves open "{open_keys[0]}", "{open_keys[1]}".'
    toml += "".join(f'"{key}" = "no use"\n' for key in open_keys)
    assert stability.unaccounted(oracle_of(tmp_path, hidden, toml=toml)) == []


def test_places_as_few_keys():
    places = {("float64", "tiny"), ("float16", "huge"), ("bfloat16", "huge"), ("bfloat16", "empty")}
    places |= {(dtype, "zeros") for dtype in ("float64", "float32", "float16", "bfloat16")}
    keys = list(grouped(places))
    assert keys == ["zeros", "float64 tiny", "float16 huge", "bfloat16 huge empty"]
    assert {place for key in keys for place in covered(key)} == places


def test_a_place_that_is_not_on_the_map_is_an_error(tmp_path):
    folder = write(tmp_path / "double", {"problem.toml": DOUBLE["problem.toml"] + '\n[stability]\nhuges = "x"\n'})
    with pytest.raises(BrokenProblem, match=r"stability\.huges is not a key\. Did you mean stability\.huge\?"):
        load(folder)
    write(tmp_path / "double", {"problem.toml": DOUBLE["problem.toml"] + '\n[stability]\nhuge = " "\n'})
    with pytest.raises(BrokenProblem, match=r"stability\.huge is missing"):
        load(folder)


def test_measuring_changes_no_input(tmp_path):
    oracle = oracle_of(tmp_path, "tensor([[0.0, 0.0], [1.0, torch.nan]])")
    prepared = oracle.prepared(0)[0]
    before = prepared.inputs[0][0].clone()
    stability.chart(oracle)
    torch.testing.assert_close(prepared.inputs[0][0], before, rtol=0, atol=0, equal_nan=True)
