"""What a right answer may still lack: each switch, right and wrong code, what a learner reads, what `check` proves."""

import pytest
import torch
from torch import tensor

from app.catalog import load
from app.judge.all_checks import compare_answer
from app.judge.check import failed_fields, prove
from app.judge.checks import Malformed, read_answer
from app.judge.oracle import Oracle
from app.judge.robustness import without_a_case
from app.judge.trees import changed
from app.judge.trial import Trial
from app.judge.variants import State, example, expanded, shared
from app.problem_reader import BrokenProblem
from app.settings import ROOT
from tests.judge.bank import DOUBLE, judge_of, submit, write

TOML = DOUBLE["problem.toml"]
CASES = """\
from torch import tensor

from app.judge.cases import Case, randn


def cases():
    yield Case("one row", "double", (tensor([[1.0, 2.0]]),), public=True)
    yield Case("rows", "double", (randn(3, 2, seed=0),), public=True)
    yield Case("more rows", "double", (randn(4, 2, seed=1),))
"""


def switched(folder, line, cases=CASES, **files):
    """The problem `double` with one more line in [checks]."""
    toml = TOML.replace('gradients = ["x"]', f'gradients = ["x"]\n{line}')
    return write(folder / "double", {"problem.toml": toml, "cases.py": cases, **files})


@pytest.fixture
def report_of(tmp_path, pool):
    def do(line, body, **more):
        switched(tmp_path, line)
        return submit(judge_of(tmp_path), "double", f"import torch\n\n\ndef double(x):\n    {body}\n", **more)

    return do


def failed(report):
    return {
        (case["name"], check["name"])
        for case in report["cases"]
        for check in case["checks"]
        if check["status"] == "failed"
    }


WRONG = [
    ('expanded = ["x"]', "return 2 * x.detach().clamp_(-1e9) + 2 * (x - x.detach())", "rows", "expanded input"),
    ('batch_sizes = ["x"]', "return torch.stack([2 * row for row in x])", "rows", "batch of 0"),
    ('batch_sizes = ["x"]', "return 2 * x if len(x) != 1 or x[0, 0] == 1 else 2 * x[0]", "rows", "batch of 1"),
    ('vmap = ["x"]', "return 2 * x if x.sum() > 0 else x + x", "one row", "under vmap"),
    (
        "autocast = true",
        "y = torch.zeros(len(x), 2); y[torch.arange(len(x))] = x @ (2 * torch.eye(2)); return y",
        "one row",
        "under autocast",
    ),
    (
        "deterministic = true",
        "double.n = getattr(double, 'n', 0) + 1; return 2 * x + double.n * 1e-7",
        "one row",
        "second call",
    ),
    ("deterministic = true", "torch.rand(1); return 2 * x", "one row", "second call"),
    ("no_global_state = true", "torch.set_default_dtype(torch.float64); return 2 * x", "one row", "global state"),
    ("no_global_state = true", "torch.manual_seed(0); return 2 * x", "one row", "global state"),
]


@pytest.mark.parametrize(("line", "body", "case", "check"), WRONG)
def test_a_wrong_answer_of_each_kind_is_caught_by_its_switch_alone(report_of, line, body, case, check):
    report = report_of(line, body)
    assert report["verdict"] == "wrong_answer", report["sentence"]
    assert (case, check) in failed(report)
    assert {name for _, name in failed(report)} == {check}
    assert report_of("", body)["verdict"] == "accepted", "nothing but the switch sees it"


@pytest.mark.parametrize(
    "line",
    ['expanded = ["x"]', 'batch_sizes = ["x"]', 'vmap = ["x"]', "autocast = true", "deterministic = true",
     "no_alias = true", "no_global_state = true"],
)  # fmt: skip
@pytest.mark.parametrize("body", ["return x + x", "return torch.add(x, x)", "y = x.clone(); y *= 2; return y"])
def test_right_answers_pass_every_switch(report_of, line, body):
    assert report_of(line, body)["verdict"] == "accepted"


def test_what_is_drawn_is_nobody_s_business_unless_the_problem_says_so(report_of):
    assert report_of("", "torch.rand(1); return 2 * x")["verdict"] == "accepted"
    assert report_of("", "torch.manual_seed(0); return 2 * x")["verdict"] == "accepted"


def test_an_output_in_the_memory_of_an_input(tmp_path, pool):
    """Ones are their own square root; a function that returns its input is right, and lends it."""
    ones = CASES.replace("tensor([[1.0, 2.0]])", "tensor([[0.0, 0.0]])")
    body = "def double(x):\n    return x if (x == 0).all() else 2 * x\n"
    switched(
        tmp_path,
        "no_alias = true\nnoncontiguous = false",
        ones.replace("),), public=True)", "),), public=True, gradients=())", 1),
    )
    report = submit(judge_of(tmp_path), "double", body)
    assert failed(report) == {("one row", "own memory")}
    assert "memory of `x`" in report["sentence"]


def test_the_sentence_says_what_happened_and_what_to_do(report_of):
    sentence = report_of('vmap = ["x"]', "return 2 * x if x.sum() > 0 else x + x")["sentence"]
    assert "Under torch.vmap your code stops: Line 5: RuntimeError" in sentence
    assert "torch.where" in sentence
    seeded = report_of("no_global_state = true", "torch.manual_seed(0); return 2 * x")
    assert "Seed a torch.Generator of your own" in seeded["sentence"]


def test_what_a_hidden_case_stops_at_carries_no_word_of_the_learner_s(tmp_path, pool):
    hidden = CASES.replace(", public=True", "", 2).replace(
        'yield Case("one', 'yield Case("zero", "double", (tensor(1.0),), public=True)\n    yield Case("one'
    )
    switched(tmp_path, 'batch_sizes = ["x"]', hidden)
    code = "def double(x):\n    if not x.dim() or len(x):\n        return 2 * x\n    raise ValueError('leak 7311.25')\n"
    report = submit(judge_of(tmp_path), "double", code)
    assert ("rows", "batch of 0") in failed(report)
    assert "leak" not in str(report["sentence"]) + str(report["cases"])


# ---- what the runner claims ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forged",
    [{"left": ["the moon"]}, {"left": "default dtype"}, {"left": ["autocast"] * 99}, {"shared": ["0.7"]},
     {"shared": [["0.0"]]}, {"variants": []}, {"variants": None}, {"variants": [{}]},
     {"variants": [{"output": "x"}] * 5}],
)  # fmt: skip
def test_a_claim_is_read_strictly(tmp_path, forged):
    oracle = Oracle(load(switched(tmp_path, "deterministic = true\nno_alias = true")))
    prepared = oracle.prepared(0)[0]
    trial = Trial(oracle, DOUBLE["submissions/accepted/a_sum.py"])
    answer, body = trial.runner.answer(prepared)
    assert all(c.status == "passed" for c in compare_answer(prepared, read_answer(prepared, answer, body), True, None))
    with pytest.raises(Malformed):
        read_answer(prepared, {**answer, **forged}, body)


def test_the_inputs_of_a_variant():
    x = tensor([[1.0, 2.0], [3.0, 4.0]])
    assert expanded(x).tolist() == [[1, 2], [1, 2]]
    assert expanded(x).stride(0) == 0
    assert example(1)(x).tolist() == [[4, 3], [2, 1]]
    args, kwargs = changed((x, [x, 7]), {"w": {"q": x}}, [["args", 1, 0], ["kwargs", "w", "q"]], lambda t: t + 1)
    assert args[0] is x
    assert args[1][0].tolist() == kwargs["w"]["q"].tolist() == (x + 1).tolist()
    assert args[1][1] == 7


def test_state_is_put_back_or_told():
    state = State(draws=True)
    assert state.changed() == []
    torch.rand(1)
    assert state.changed() == ["random numbers"]
    try:
        torch.set_default_dtype(torch.float64)
        assert "default dtype" in State.changed(state)
    finally:
        torch.set_default_dtype(torch.float32)


def test_memory_is_shared_by_views_and_not_by_copies():
    x, y = torch.ones(3), torch.ones(3)
    inputs = [("0.0", x), ("0.1", y), ("0.2", torch.empty(0)), ("0.3", 5)]
    assert shared(iter([("", x[1:])]), iter(inputs)) == ["0.0"]
    assert shared(iter([("", x + 1), ("1", torch.empty(0))]), iter(inputs)) == []


# ---- what an author is told ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("vmapp = true", "Did you mean checks.vmap"),
        ('autocast = "yes"', "checks.autocast must be true or false"),
        ("expanded = true", "checks.expanded must be a list"),
    ],
)
def test_a_switch_is_parsed_strictly(tmp_path, line, told):
    with pytest.raises(BrokenProblem, match=told):
        load(switched(tmp_path, line))


def test_a_switch_that_no_case_permits_is_found(tmp_path):
    assert without_a_case(Oracle(load(switched(tmp_path, 'vmap = ["y"]\ndeterministic = true')))) == ["vmap"]
    assert without_a_case(Oracle(load(switched(tmp_path, 'expanded = ["x"]')))) == []


def test_check_faults_a_switch_that_no_submission_breaks(tmp_path, pool):
    switched(tmp_path, "deterministic = true")
    faults = prove(tmp_path / "double", judge_of(tmp_path)).faults
    assert "problem.toml: checks.deterministic is switched on, and no submission breaks it." in faults


def test_the_switches_of_a_report_are_those_of_the_first_case_that_fails():
    def case(status, **switches):
        checks = [{"status": told, "fields": {"switch": switch}} for switch, told in switches.items()]
        return {"status": status, "checks": checks}

    first = case("failed", vmap="failed", autocast="passed")
    report = {"cases": [case("passed", expanded="passed"), first, case("failed", deterministic="failed")]}
    assert failed_fields(report, "switch") == {"vmap"}
    assert failed_fields({"cases": [case("passed", vmap="passed")]}, "switch") == set()


def test_all_switches_are_used_by_some_problem_that_ships():
    used = {
        name
        for path in sorted((ROOT / "problems").glob("*/problem.toml"))
        for name in load(path.parent).checks.switched_on
    }
    assert used == {"expanded", "batch_sizes", "vmap", "autocast", "deterministic", "no_alias", "no_global_state"}
