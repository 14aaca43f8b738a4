"""What is shown of the other places of the stability map: only what is an input as far as one can see; never judged."""

import pytest
import torch

from app.catalog import Catalog
from app.judge import attempt
from app.judge.oracle import Problems
from app.judge.shown import MOST_BYTES, places
from app.stability import DTYPES, EDGES, KINDS, SIZES
from tests.judge.bank import DOUBLE, judge_of, submit_and_wait, write
from tests.judge.test_stability import HEAD

A_SUM = DOUBLE["submissions/accepted/a_sum.py"]
# Of a vector: it has no batch.
ALL = {(dtype, kind) for dtype in DTYPES for kind in KINDS if kind != "batch_of_one"}


def problem(tmp_path, *lines: str, **files: str) -> Problems:
    cases = "".join(f"    yield Case('{n}', 'double', {line}, public=True)\n" for n, line in enumerate(lines))
    write(tmp_path / "double", {"cases.py": HEAD + cases} | files)
    return Problems(Catalog(tmp_path))


def found(problems: Problems) -> set[tuple[str, str]]:
    return {(place.dtype, place.kind) for place in places(problems["double"])}


def test_all_places_without_a_case_are_shown(tmp_path):
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", "(tensor([1.0, -200.0]),)")
    assert found(problems) == ALL - {("float32", "ordinary"), ("float32", "huge")}
    for place in places(problems["double"]):
        (x,) = place.prepared.inputs[0]
        assert str(x.dtype) == f"torch.{place.dtype}"


def test_what_holds_of_the_case_must_hold_there(tmp_path):
    # Probabilities: a thousand times as much is none, and rounded to eight bits they no longer add up to 1.
    problems = problem(tmp_path, "(tensor([[0.12345, 0.87655]]),)")
    sizes = {place for place in found(problems) if place[1] in SIZES}
    assert sizes == {("float64", "ordinary"), ("float16", "ordinary")}


def test_what_is_out_of_scope_is_not_shown(tmp_path):
    toml = DOUBLE["problem.toml"] + '\n[stability]\nfloat16 = "x"\nbfloat16 = "x"\n"huge not_finite" = "y"\n'
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", **{"problem.toml": toml})
    kinds = {"tiny", "ordinary", *EDGES} - {"not_finite", "batch_of_one"}
    assert found(problems) == {(d, kind) for d in ("float64", "float32") for kind in kinds} - {("float32", "ordinary")}


def test_an_accepted_solution_that_fails_there_hides_it(tmp_path):
    naive = "import torch\n\n\ndef double(x):\n    return torch.log(torch.exp(x)) * 2\n"
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", **{"submissions/accepted/b_product.py": naive})
    assert ("float32", "huge") not in found(problems)
    assert ("float64", "ordinary") in found(problems)


def test_a_driven_problem_is_moved_with_all_its_weights(tmp_path):
    drive = "def drive(solution, case):\n    return solution.double(case.kwargs['x']) @ case.kwargs['weights']['w']\n"
    kwargs = "{'weights': {'w': randn(2, 2, seed=1)}, 'x': randn(3, 2, seed=0)}"
    cases = HEAD + f"    yield Case('a', 'double', kwargs={kwargs}, public=True)\n"
    problems = problem(tmp_path, **{"drive.py": drive, "cases.py": cases})
    assert {(dtype, kind) for dtype in DTYPES for kind in ("tiny", "empty")} <= found(problems)
    for place in places(problems["double"]):
        kwargs = place.prepared.inputs[1]
        assert kwargs["weights"]["w"].dtype == kwargs["x"].dtype


# ---- the edges -------------------------------------------------------------------------------------------------------

TWO = "import torch\n\n\ndef double(x, y):\n    return {}\n"


def of_two(tmp_path, args: str, answer: str, **files: str) -> dict[tuple[str, str], list[torch.Tensor]]:
    """What is shown of a function of two tensors, with the tensors."""
    files = {"reference.py": TWO.format(answer), "submissions/accepted/a_sum.py": TWO.format(answer)} | files
    files = {"submissions/accepted/b_product.py": files["submissions/accepted/a_sum.py"]} | files
    oracle = problem(tmp_path, args, **files)["double"]
    return {(place.dtype, place.kind): list(place.prepared.inputs[0]) for place in places(oracle)}


def test_the_first_tensor_gets_what_a_place_asks_for(tmp_path):
    found = of_two(tmp_path, "(randn(3, 4, seed=0), randn(4, seed=1))", "x * y")
    x = {kind: tensors[0] for (dtype, kind), tensors in found.items() if dtype == "float16"}
    assert x.keys() == set(KINDS)
    assert 0 < float(x["denormal"].abs().max()) < torch.finfo(torch.float16).tiny
    assert x["zeros"][0].tolist() == [0.0] * 4
    assert x["zeros"][1:].ne(0).all()
    assert x["minus_inf"][0].tolist() == [-torch.inf] * 4
    assert x["not_finite"].isinf().sum() == 1
    assert [x[kind].shape for kind in ("empty", "batch_of_one", "length_one")] == [(0, 4), (1, 4), (3, 1)]


def test_what_shares_a_dimension_is_cut_together(tmp_path):
    found = of_two(tmp_path, "(randn(3, 4, seed=0), randn(3, 4, seed=1))", "(x - y).abs()")
    assert [t.shape for t in found["float32", "batch_of_one"]] == [(1, 4), (1, 4)]
    assert [t.shape for t in found["float32", "empty"]] == [(0, 4), (0, 4)]
    assert [t.shape for t in found["float32", "length_one"]] == [(3, 1), (3, 1)]


def test_what_only_broadcasts_after_a_cut_is_not_cut_alone(tmp_path):
    # Both sizes are 3, and one row of x would broadcast against three of y.
    found = of_two(tmp_path, "(randn(3, 3, seed=0), randn(3, 1, seed=1))", "x - y")
    assert [t.shape for t in found["float32", "batch_of_one"]] == [(1, 3), (1, 1)]
    assert [t.shape for t in found["float32", "length_one"]] == [(3, 1), (3, 1)]


def test_an_index_stays_below_the_size_that_it_counts(tmp_path):
    found = of_two(tmp_path, "(randn(3, 4, seed=0), tensor([2, 0]))", "x[y % len(x)] if len(x) else x")
    assert ("float32", "zeros") in found
    assert ("float32", "batch_of_one") not in found


def test_nan_is_shown_only_of_nan(tmp_path):
    found = of_two(tmp_path, "(randn(3, 4, seed=0), randn(4, seed=1))", "torch.softmax(x, 1)")
    assert ("float32", "minus_inf") not in found  # the reference gives NaN there
    assert found["float32", "not_finite"][0].isnan().sum() == 1  # and of +∞ as well
    assert ("float32", "zeros") in found


def test_an_empty_input_that_the_reference_does_not_take_is_not_shown(tmp_path):
    found = of_two(tmp_path, "(randn(3, 4, seed=0), randn(4, seed=1))", "x - x.amax()")
    assert ("float32", "empty") not in found
    assert ("float32", "batch_of_one") in found


def test_accepted_solutions_that_differ_at_an_edge_hide_it(tmp_path):
    answers = {"a_sum": "x * (x > 0)", "b_product": "x.clamp(min=0)"}
    files = {f"submissions/accepted/{name}.py": TWO.format(answer) for name, answer in answers.items()}
    found = of_two(tmp_path, "(randn(3, 4, seed=0), randn(4, seed=1))", "torch.relu(x)", **files)
    assert ("float32", "minus_inf") not in found  # 0 · ∞
    assert ("float32", "batch_of_one") in found


def test_another_public_case_is_taken_where_the_first_has_no_such_place(tmp_path):
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", "(tensor([[1.0, -2.0], [3.0, 4.0]]),)")
    shapes = {place.kind: place.prepared.inputs[0][0].shape for place in places(problems["double"])}
    assert (shapes["zeros"], shapes["batch_of_one"]) == ((2,), (1, 2))


def test_all_calls_fit_into_what_is_sent_at_once(tmp_path):
    problems = problem(tmp_path, "(randn(60, 60, seed=0),)")
    sent = [sum(map(len, place.prepared.frame)) for place in places(problems["double"])]
    assert len(sent) > 3
    assert sum(sent) <= MOST_BYTES <= attempt.AHEAD


@pytest.fixture
def judge(tmp_path):
    problem(tmp_path, "(tensor([1.0, -2.0]),)")
    return judge_of(tmp_path)


def shown(report) -> dict[tuple[str, str], str]:
    return {(one["dtype"], one["kind"]): one["status"] for one in report["stability"]["shown"]}


def test_an_accepted_answer_is_shown_everywhere_and_judged_nowhere_else(judge):
    overflows = "import torch\n\n\ndef double(x):\n    return torch.log(torch.exp(x)) * 2\n"
    first, report = submit_and_wait(judge, "double", overflows)
    assert (first["verdict"], first["stability"]["shown"]) == ("accepted", None), "the verdict does not wait for it"
    assert {**first, "stability": report["stability"]} == report
    told = shown(report)
    assert told.keys() == ALL - {("float32", "ordinary")}
    assert told["float32", "huge"] == "failed"
    assert told["float64", "ordinary"] == "passed"
    assert {status for place, status in shown(submit_and_wait(judge, "double", A_SUM)[1]).items()} == {"passed"}


def test_an_exception_there_is_told_and_changes_no_verdict(judge):
    picky = "import torch\n\n\ndef double(x):\n    assert x.dtype == torch.float32\n    return x + x\n"
    _, report = submit_and_wait(judge, "double", picky)
    assert (report["verdict"], report["error"]) == ("accepted", None)
    assert shown(report)["float16", "ordinary"] == "error"
    assert shown(report)["float32", "huge"] == "passed"


def test_what_hangs_dies_or_prints_there_changes_nothing(judge):
    for body in ("while True: pass", "os._exit(1)", "print('x' * 100_000)"):
        code = (
            f"import os\n\n\ndef double(x):\n    if 'float32' not in str(x.dtype):\n        {body}\n    return x + x\n"
        )
        _, report = submit_and_wait(judge, "double", code)
        assert (report["verdict"], report["output"]) == ("accepted", ""), body


def test_a_wrong_answer_is_not_looked_at_further(judge):
    first, report = submit_and_wait(judge, "double", "def double(x):\n    return x\n")
    assert first["stability"]["shown"] == report["stability"]["shown"] == []


def test_nobody_waits_for_it(judge, monkeypatch):
    """While others wait for their verdicts it is left out: it tells more than was asked."""
    monkeypatch.setattr("app.judge.judge.PATIENCE_SECONDS", 0.05)
    first, report = submit_and_wait(judge, "double", A_SUM, busy=lambda: True)
    assert (first["stability"]["shown"], report["stability"]["shown"]) == (None, [])
