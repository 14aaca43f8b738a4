"""Counterexamples: small, true for the wrong code and for it alone, and nothing that a hidden case must not tell."""

import contextlib
import io
import math
import sys
import threading
import types
from pathlib import Path
from typing import Any

import pytest
import torch

from app.judge.attempt import Job
from app.judge.judge import Later
from app.settings import ROOT
from tests.judge.bank import DOUBLE, SECRET, ignore, judge_of, write

SMALL = 24  # entries
SUBMISSIONS = {
    "stable-softmax": ("always_last_dim", "cut_from_the_graph", "no_shift", "changes_the_input", "mask_counts"),
    "layernorm": ("unbiased_variance", "over_the_batch", "mean_of_squares", "eps_fixed"),
    "linear": ("averaged_over_the_batch", "weight_not_transposed", "bias_ignored", "input_detached"),
    "cross-entropy": ("cross_product", "sum_is_mean", "clipped_probabilities", "last_axis"),
    "log-softmax": ("backward_of_softmax", "first_or_last_dim"),
    "split-heads": ("one_head_squeezed", "view_across_the_heads", "tokens_first"),
    "keepdim-pitfalls": ("norm_of_the_columns", "largest_of_all", "centred_over_the_batch"),
    "fix-attention": ("looks_ahead", "scale_left", "softmax_over_the_queries", "exp_overflows"),
    "relu-by-mask": ("mask_alone", "one_at_zero", "threshold_above_zero"),
    "batchnorm-backward": ("mean_as_a_constant", "batch_size_as_n"),
}
WRONG = [
    pytest.param(slug, ROOT / "problems" / slug / "submissions" / "wrong_answer" / f"{name}.py", id=f"{slug}/{name}")
    for slug, names in SUBMISSIONS.items()
    for name in names
]


def seek(judge: Any, slug: str, code: str, busy: Any = lambda: False, **more: Any) -> tuple[Any, dict[str, Any]]:
    """The counterexample, and the report that was told before it was looked for."""
    told: list[dict[str, Any]] = []
    job = Job("test", slug, code, **({"salt": 1} | more))
    report = judge.judge(job, ignore, Later(told.append, busy, threading.Semaphore(1)))
    first = told[0] if told else report
    later = {name: first[name] for name in ("counterexample", "stability")}
    assert {**report, **later} == first, "nothing else comes later"
    return report["counterexample"], first


def run(snippet: str, solution: str) -> dict[str, Any] | BaseException:
    """What the snippet's names are after it ran beside `solution`, or what it raised."""
    module = types.ModuleType("solution")
    exec(compile(solution, "solution.py", "exec"), module.__dict__)
    names: dict[str, Any] = {}
    before = sys.modules.get("solution")
    sys.modules["solution"] = module
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(snippet, "scratch.py", "exec"), names)
    except Exception as error:
        return error
    finally:
        if before is None:
            del sys.modules["solution"]
        else:
            sys.modules["solution"] = before
    return names


def tensors(names: dict[str, Any]) -> list[torch.Tensor]:
    return [value for value in names.values() if isinstance(value, torch.Tensor)]


def off(names: dict[str, Any] | BaseException) -> float:
    """How far what came is from what the snippet expects; infinite where it is something else altogether."""
    if isinstance(names, BaseException):
        return math.inf
    if "before" in names:
        return (
            0.0
            if any(names["before"] is not x and torch.equal(names["before"], x) for x in tensors(names))
            else math.inf
        )
    got, expected = names.get("got"), names.get("expected")
    if isinstance(got, torch.Tensor) and isinstance(expected, torch.Tensor):
        if got.shape != expected.shape or got.dtype != expected.dtype:
            return math.inf
        same = (got == expected) | (got.isnan() & expected.isnan())
        error = torch.where(same, 0.0, (got.double() - expected.double()).abs())
        return float(error.nan_to_num(math.inf, math.inf).max()) if error.numel() else 0.0
    if isinstance(got, float) and isinstance(expected, float):
        return abs(got - expected)
    return 0.0 if got == expected else math.inf


def tells_apart(code: str, wrong: str, right: str) -> bool:
    """Whether the snippet shows the wrong solution to be wrong, and the right one to be right."""
    return off(run(code, wrong)) > 8 * off(run(code, right))


def accepted(slug: str) -> list[Path]:
    return sorted((ROOT / "problems" / slug / "submissions" / "accepted").glob("*.py"))


@pytest.mark.parametrize(("slug", "path"), WRONG)
def test_it_is_small_and_fails_for_the_wrong_code_alone(real_judge, slug, path):
    found, first = seek(real_judge, slug, path.read_text())
    assert first["verdict"] == "wrong_answer"
    assert first["counterexample"] == {"status": "sought"}
    assert found is not None
    assert found["entries"] <= SMALL
    assert found["entries"] <= found["was"]
    for right in accepted(slug):
        assert tells_apart(found["code"], path.read_text(), right.read_text()), right.stem


def test_there_are_problems_enough():
    assert len({param.values[0] for param in WRONG}) >= 8
    assert len(WRONG) >= 25


def test_it_is_the_same_every_time(real_judge, monkeypatch):
    monkeypatch.setattr("app.judge.counterexample.SECONDS", 20.0)  # the number of tries is the bound, not the clock
    monkeypatch.setattr("app.judge.counterexample.WALL", 20.0)
    path = ROOT / "problems" / "fix-attention" / "submissions" / "wrong_answer" / "looks_ahead.py"
    first, _ = seek(real_judge, "fix-attention", path.read_text())
    again, _ = seek(real_judge, "fix-attention", path.read_text())
    assert first == again


def test_an_error_is_shrunk_too(real_judge):
    code = """
def softmax(x, dim):
    if x.dim() == 3:
        return x.nothing
    e = (x - x.amax(dim, True)).exp()
    return e / e.sum(dim, True)
"""
    found, first = seek(real_judge, "stable-softmax", code)
    assert first["verdict"] == "runtime_error"
    assert (found["check"], found["entries"]) == (None, 1)
    assert isinstance(run(found["code"], code), AttributeError)
    assert "expected" not in found["code"]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("stable-softmax", "def softmax(x, dim):\n    return x.softmax(dim)\n"),
        ("stable-softmax", "def softmax(x, dim):\n    raise SystemExit\n\nsoftmax = 3\n"),
        ("stable-softmax", "def softmax(x, dim):\n    import os\n    os._exit(0)\n"),
        ("stable-softmax", "def softmax(x, dim)\n"),
        ("micrograd-value", "class Value:\n    pass\n"),  # it has a driver
    ],
)
def test_where_there_is_nothing_to_say_nothing_is_said(real_judge, slug, code):
    found, _ = seek(real_judge, slug, code)
    assert found is None


def test_an_accepted_answer_has_none(real_judge):
    for path in accepted("stable-softmax"):
        found, first = seek(real_judge, "stable-softmax", path.read_text())
        assert (first["verdict"], found, first["counterexample"]) == ("accepted", None, None)


# ---- on the small problem, whose cases can be chosen ---------------------------------------------------------------


def judge_with(tmp_path: Path, cases: str, solution: str = "2 * x", signature: str = "x", **files: str | None) -> Any:
    """A judge for `double`, whose cases are these lines."""
    head = "import torch\nfrom torch import tensor\nfrom app.judge.cases import Case, rand, randint, randn\n\n\n"
    text = f"def double({signature}):\n    return {solution}\n"
    program = dict.fromkeys(("submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"), text)
    changed = {"cases.py": f"{head}def cases():\n{cases}", "reference.py": text, **program, **files}
    write(tmp_path / "double", changed)
    return judge_of(tmp_path)


def test_what_is_hidden_stays_hidden(judge):
    """The case has three numbers; the one that makes it fail is shown rounded, and alone."""
    found, _ = seek(judge, "double", "def double(x):\n    return 2 * x.clamp(max=10)\n", salt=0)
    assert (found["case"], found["entries"]) == ("far from zero", 1)
    assert str(SECRET) not in found["code"]


def test_a_hidden_case_is_not_shown_as_it_is(tmp_path):
    judge = judge_with(tmp_path, '    yield Case("a", "double", (tensor([1.0, 3.0]),))\n')
    code = "def double(x):\n    return 2 * x if x.numel() != 2 else x * 1.5 * x.numel()\n"
    hidden, _ = seek(judge, "double", code)
    assert hidden is None
    seen, _ = seek(judge, "double", code, reveal=True)
    assert seen["text"] == "The case as Python; nothing smaller was found that fails the same way."


def test_the_order_of_the_gradient_of_a_loss(tmp_path):
    judge = judge_with(tmp_path, '    yield Case("a", "double", (randn(4, 3, seed=1),))\n', "(x * x).sum()")
    code = "def double(x):\n    return (x * x.detach()).sum()\n"
    found, _ = seek(judge, "double", code)
    assert "y.backward()\n" in found["code"]
    assert found["entries"] == 1
    assert off(run(found["code"], code)) > 0


def test_rows_stay_probabilities_and_labels_stay_labels(tmp_path):
    cases = '    yield Case("a", "double", (torch.softmax(randn(5, 4, seed=1), -1), randint(0, 4, (5,), seed=2)))\n'
    toml = DOUBLE["problem.toml"].replace('gradients = ["x"]', "gradients = []")
    right = "-x.gather(1, target[:, None]).log().mean()"
    judge = judge_with(tmp_path, cases, right, "x, target", **{"problem.toml": toml})
    wrong = f"def double(x, target):\n    return {right.replace('mean', 'sum')}\n"
    found, _ = seek(judge, "double", wrong)
    names = run(found["code"], wrong)
    assert isinstance(names, dict)
    x, target = names["x"], names["target"]
    assert x.shape == (2, 4), "two rows are enough, and all classes stay"
    assert torch.allclose(x.sum(-1), torch.ones(2))
    assert bool((target < 4).all())


def test_what_the_reference_refuses_is_no_input(tmp_path):
    right = "2 * x if x.numel() >= 3 else 1 / 0"
    judge = judge_with(tmp_path, '    yield Case("a", "double", (randn(8, seed=1),))\n', right)
    found, _ = seek(judge, "double", "def double(x):\n    return 3 * x\n")
    assert found["entries"] == 3


def test_where_accepted_solutions_differ_nothing_is_learned(tmp_path):
    files: dict[str, str | None] = {
        "submissions/accepted/b_product.py": "def double(x):\n    return 2 * x if x.numel() >= 4 else x\n"
    }
    judge = judge_with(tmp_path, '    yield Case("a", "double", (randn(8, seed=1),))\n', **files)
    found, _ = seek(judge, "double", "def double(x):\n    return 3 * x\n")
    assert found["entries"] == 4


def test_numbers_are_not_rounded_onto_a_step(tmp_path):
    """Just beside a jump the reference itself is no judge: here it is at every whole number and a half."""
    right = "x.round() + x"
    judge = judge_with(tmp_path, '    yield Case("a", "double", (tensor([2.4871, 3.312]),))\n', right)
    wrong = f"def double(x):\n    return ({right}) * 2\n"
    found, _ = seek(judge, "double", wrong)
    names = run(found["code"], wrong)
    assert isinstance(names, dict)
    assert not bool((names["x"] % 1 == 0.5).any())


def test_a_submission_that_remembers_calls_gets_none(judge):
    code = "calls = []\n\ndef double(x):\n    calls.append(1)\n    return (2 if len(calls) > 1 else 3) * x\n"
    found, first = seek(judge, "double", code, salt=0)
    assert (first["verdict"], found) == ("wrong_answer", None)


@pytest.mark.parametrize("after", [6, 8])  # at the first call of the search, and at the second
@pytest.mark.parametrize(
    "action",
    [
        "while True: pass",
        "import os; os._exit(0)",
        "print('x' * (1 << 21))",
        "import os; os.write(3, b'x' * 100)",
        "raise KeyError(str(x))",
        "return torch.zeros(1 << 22)",
        "return 2 * x",
    ],
)
def test_whatever_it_does_once_it_is_judged_the_verdict_stands(judge, action, after):
    turn = f"    if len(calls) > {after}:\n        {action}\n"
    code = f"import torch\ncalls = []\n\ndef double(x):\n    calls.append(1)\n{turn}    return 3 * x\n"
    found, first = seek(judge, "double", code, salt=0)
    assert (first["verdict"], found) == ("wrong_answer", None)


def test_what_is_printed_meanwhile_is_not_told(judge):
    code = "def double(x):\n    print('here')\n    return 3 * x\n"
    found, first = seek(judge, "double", code, salt=0)
    assert found["entries"] == 1
    assert first["output"].count("here") == 4  # of the two public cases, each in two layouts


def test_it_gives_way_while_somebody_waits(judge, monkeypatch):
    monkeypatch.setattr("app.judge.counterexample.PATIENCE", 0.05)
    found, first = seek(judge, "double", "def double(x):\n    return 3 * x\n", busy=lambda: True, salt=0)
    assert (first["verdict"], found) == ("wrong_answer", None)


def test_without_a_place_there_is_no_search(judge):
    job = Job("test", "double", "def double(x):\n    return 3 * x\n", salt=0)
    places = threading.Semaphore(1)
    places.acquire()
    told: list[Any] = []
    report = judge.judge(job, ignore, Later(told.append, lambda: False, places))
    assert (told, report["counterexample"]) == ([], None)


def test_the_search_is_bounded(real_judge, monkeypatch):
    monkeypatch.setattr("app.judge.counterexample.TRIES", 3)
    path = ROOT / "problems" / "linear" / "submissions" / "wrong_answer" / "flattened_for_good.py"
    found, _ = seek(real_judge, "linear", path.read_text())
    assert found is None or found["tries"] <= 3


def test_the_scratch_pane_takes_it_even_where_the_engine_is_forbidden(real_judge):
    path = ROOT / "problems" / "linear" / "submissions" / "wrong_answer" / "input_detached.py"
    found, _ = seek(real_judge, "linear", path.read_text())
    assert ".backward(" in found["code"]
    report = real_judge.judge(Job("test", "linear", path.read_text(), mode="run", scratch=found["code"]), ignore)
    assert report["scratch"]["error"] is None, report["scratch"]
    assert "expected tensor(" in report["scratch"]["output"]
