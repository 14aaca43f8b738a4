"""What is shown of the other places of the stability map: only what is an input as far as one can see; never judged."""

import pytest

from app.catalog import Catalog
from app.judge.oracle import Problems
from app.judge.shown import places
from app.stability import DTYPES, SIZES
from tests.judge.bank import DOUBLE, judge_of, submit, write
from tests.judge.test_stability import HEAD

A_SUM = DOUBLE["submissions/accepted/a_sum.py"]
ALL = {(dtype, size) for dtype in DTYPES for size in SIZES}


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
    assert found(problems) == {("float64", "ordinary"), ("float16", "ordinary")}


def test_what_is_out_of_scope_is_not_shown(tmp_path):
    toml = DOUBLE["problem.toml"] + '\n[stability]\nfloat16 = "x"\nbfloat16 = "x"\nhuge = "y"\n'
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", **{"problem.toml": toml})
    assert found(problems) == {("float64", "tiny"), ("float64", "ordinary"), ("float32", "tiny")}


def test_an_accepted_solution_that_fails_there_hides_it(tmp_path):
    naive = "import torch\n\n\ndef double(x):\n    return torch.log(torch.exp(x)) * 2\n"
    problems = problem(tmp_path, "(tensor([1.0, -2.0]),)", **{"submissions/accepted/b_product.py": naive})
    assert ("float32", "huge") not in found(problems)
    assert ("float64", "ordinary") in found(problems)


def test_nothing_is_made_of_a_driven_problem(tmp_path):
    drive = "def drive(solution, case):\n    return solution.double(case.kwargs['x'])\n"
    cases = HEAD + "    yield Case('a', 'double', kwargs={'x': tensor([1.0])}, public=True)\n"
    assert found(problem(tmp_path, **{"drive.py": drive, "cases.py": cases})) == set()


@pytest.fixture
def judge(tmp_path):
    problem(tmp_path, "(tensor([1.0, -2.0]),)")
    return judge_of(tmp_path)


def shown(report) -> dict[tuple[str, str], str]:
    return {(one["dtype"], one["kind"]): one["status"] for one in report["stability"]["shown"]}


def test_an_accepted_answer_is_shown_everywhere_and_judged_nowhere_else(judge):
    overflows = "import torch\n\n\ndef double(x):\n    return torch.log(torch.exp(x)) * 2\n"
    report = submit(judge, "double", overflows)
    assert report["verdict"] == "accepted"
    told = shown(report)
    assert told.keys() == ALL - {("float32", "ordinary")}
    assert told["float32", "huge"] == "failed"
    assert told["float64", "ordinary"] == "passed"
    assert {status for place, status in shown(submit(judge, "double", A_SUM)).items()} == {"passed"}


def test_an_exception_there_is_told_and_changes_no_verdict(judge):
    picky = "import torch\n\n\ndef double(x):\n    assert x.dtype == torch.float32\n    return x + x\n"
    report = submit(judge, "double", picky)
    assert (report["verdict"], report["error"]) == ("accepted", None)
    assert shown(report)["float16", "ordinary"] == "error"
    assert shown(report)["float32", "huge"] == "passed"


def test_what_hangs_dies_or_prints_there_changes_nothing(judge):
    for body in ("while True: pass", "os._exit(1)", "print('x' * 100_000)"):
        code = (
            f"import os\n\n\ndef double(x):\n    if 'float32' not in str(x.dtype):\n        {body}\n    return x + x\n"
        )
        report = submit(judge, "double", code)
        assert (report["verdict"], report["output"]) == ("accepted", ""), body


def test_a_wrong_answer_is_not_looked_at_further(judge):
    assert submit(judge, "double", "def double(x):\n    return x\n")["stability"]["shown"] == []
