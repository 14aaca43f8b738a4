"""Diagnosis: a wrong answer is explained by the known mistake that gives the very same wrong numbers, or not at all."""

from pathlib import Path

import pytest
import torch

from app.judge.check import prove
from app.judge.diagnose import Outcome, _agree, misconception
from app.judge.wire import Array
from app.settings import ROOT
from tests.judge.bank import DOUBLE, judge_of, submit, write

PROBLEMS = ("stable-softmax", "layernorm", "micrograd-value")
SHIPPED = [
    pytest.param(slug, path, id=f"{slug}/{path.stem}")
    for slug in PROBLEMS
    for path in sorted((ROOT / "problems" / slug / "submissions" / "wrong_answer").glob("*.py"))
]


@pytest.mark.parametrize(("slug", "path"), SHIPPED)
def test_every_known_mistake_is_told_as_itself(real_judge, slug, path: Path):
    report = submit(real_judge, slug, path.read_text(), salt=1)
    assert report["verdict"] == "wrong_answer"
    assert report["diagnosis"], report["sentence"]
    assert report["diagnosis"]["submission"] == path.stem
    assert report["sentence"] == report["diagnosis"]["text"] == misconception(path.read_text())


def test_the_same_mistake_in_other_words_is_recognized(real_judge):
    code = """
from torch import exp

def softmax(values, axis):
    shifted = exp(values)
    total = shifted.sum(axis).unsqueeze(axis)
    return shifted.div(total)
"""
    report = submit(real_judge, "stable-softmax", code, salt=2)
    assert report["diagnosis"]["submission"] == "no_shift"


def test_an_accepted_answer_has_no_diagnosis(real_judge):
    for path in sorted((ROOT / "problems" / "stable-softmax" / "submissions" / "accepted").glob("*.py")):
        report = submit(real_judge, "stable-softmax", path.read_text())
        assert (report["verdict"], report["diagnosis"]) == ("accepted", None)


def test_two_mistakes_at_once_are_not_told_as_one_of_them(real_judge):
    """Always the last dimension, and no shift: neither sentence alone would be true."""
    code = "def softmax(x, dim):\n    e = x.exp()\n    return e / e.sum(-1, keepdim=True)\n"
    report = submit(real_judge, "stable-softmax", code)
    assert report["verdict"] == "wrong_answer"
    assert report["diagnosis"] is None


def test_a_mistake_of_its_own_is_not_explained_by_another(real_judge):
    for body in ("return x", "return x * 0", "return x.exp()", "return (x - x.amax(dim, keepdim=True)).exp() * 1.01"):
        report = submit(real_judge, "stable-softmax", f"def softmax(x, dim):\n    {body}\n")
        assert report["verdict"] == "wrong_answer"
        assert report["diagnosis"] is None, body


def test_an_error_is_not_diagnosed(real_judge):
    report = submit(real_judge, "stable-softmax", "def softmax(x, dim):\n    raise ValueError\n")
    assert (report["verdict"], report["diagnosis"]) == ("runtime_error", None)


# ---- on the small problem, whose numbers can be chosen -------------------------------------------------------------


@pytest.fixture(scope="module")
def small(pool, tmp_path_factory):
    folder = tmp_path_factory.mktemp("diagnoses")
    wrong = {
        "changes_x.py": '''"""You double x itself.\nCaught by: by hand"""


def double(x):
    y = 2 * x
    x.detach().mul_(2)
    return y
''',
        "half_gradient.py": '''"""Half of the gradient is lost.\nCaught by: by hand"""


def double(x):
    return x + x.detach()
''',
        "breaks.py": '''"""You break on matrices.\nCaught by: two dimensions"""


def double(x):
    if x.dim() == 2:
        raise ValueError
    return x
''',
    }
    write(folder / "double", {f"submissions/wrong_answer/{name}": text for name, text in wrong.items()})
    return judge_of(folder)


@pytest.mark.parametrize(
    ("body", "diagnosis"),
    [
        ("return 2 * x.detach()", "detached"),
        ("return x * 1.0 + x.detach()", "half_gradient"),
        ("return 2 * x.detach() + 0 * x", None),
        ("return (2 * x).reshape(-1)", "flat"),
        ("return x.clamp(max=10) + x.clamp(max=10)", "clamped"),
        ("return 2 * x.clamp(max=10.001)", None),
        ("return 2 * x.detach().flatten()", None),
        ("return 2 * x.clamp(max=10).detach()", None),
        ("return x + 0.9 * x.detach() + 0.1 * x", None),
        ("y = 2 * x; x.detach().mul_(2); return y", "changes_x"),
        ("y = 2 * x; x.detach().mul_(3); return y", None),
    ],
)
def test_numbers_gradients_and_arguments_must_all_agree(small, body, diagnosis):
    report = submit(small, "double", f"def double(x):\n    {body}\n")
    assert report["verdict"] == "wrong_answer"
    assert (report["diagnosis"] or {}).get("submission") == diagnosis


def test_a_mistake_that_raises_agrees_with_one_that_raises_there_too(small):
    code = "def double(x):\n    if x.dim() == 2:\n        return x.nothing\n    return x * 1\n"
    assert submit(small, "double", code)["diagnosis"]["submission"] == "breaks"


def test_a_known_mistake_is_run_once(small, monkeypatch):
    code = "def double(x):\n    return 2 * x.detach()\n"
    submit(small, "double", code)

    def fail(*_, **__):
        raise AssertionError("it was run again")

    monkeypatch.setattr("app.judge.diagnose.Bench.answer", fail)
    assert submit(small, "double", code)["diagnosis"]["submission"] == "detached"


# ---- what numbers alone do not tell ----------------------------------------------------------------------------------


def two(text: str, other: str, halves: str = "x + x.detach()") -> dict[str, str]:
    """Two wrong submissions that lose half of the gradient, and what they say."""
    body = '\nCaught by: by hand"""\n\n\ndef double(x):\n    return '
    return {
        "submissions/wrong_answer/halves.py": f'"""{text}{body}{halves}\n',
        "submissions/wrong_answer/other_half.py": f'"""{other}{body}x.detach() + x\n',
    }


def test_two_that_no_case_tells_apart_are_none(pool, tmp_path):
    """Neither sentence need be true of the learner's code."""
    write(tmp_path / "double", two("You cut the second one.", "You cut the first one."))
    code = "def double(x):\n    return x + x.detach()\n"
    report = submit(judge_of(tmp_path), "double", code)
    assert (report["verdict"], report["diagnosis"]) == ("wrong_answer", None)
    assert report["relation"]["kind"] == "half"
    faults = prove(tmp_path / "double", judge_of(tmp_path)).faults
    assert "wrong_answer/halves: its learner is told no misconception." in faults
    assert any("wrong_answer/halves and other_half: no case tells them apart" in fault for fault in faults)


def test_two_that_say_the_same_are_one(pool, tmp_path):
    write(tmp_path / "double", two("You cut one of the two.", "You cut one of\nthe two."))
    report = submit(judge_of(tmp_path), "double", "def double(x):\n    return x.detach() + x\n")
    assert report["diagnosis"] == {"text": "You cut one of the two.", "submission": "halves"}
    proof = prove(tmp_path / "double", judge_of(tmp_path))
    assert (proof.faults, proof.misconceptions) == ([], 4)


def test_what_public_cases_alone_do_not_tell_apart(pool, tmp_path):
    """A run sees less than a submission: what is the same there is not told, and afterwards it is."""
    both = two("You cut the second one.", "You cut the first one.", halves="x + x.detach().clamp(max=10)")
    write(tmp_path / "double", both)
    judge, code = judge_of(tmp_path), "def double(x):\n    return x.detach() + x\n"
    assert submit(judge, "double", code, mode="run")["diagnosis"] is None
    assert submit(judge, "double", code)["diagnosis"]["submission"] == "other_half"
    assert prove(tmp_path / "double", judge).faults == []


@pytest.mark.parametrize("salt", [0, 1, 2])
def test_numbers_drawn_at_random_are_drawn_again(pool, tmp_path, salt):
    source = """\
\"\"\"You add noise.
Caught by: by hand\"\"\"
import torch


def double(x):
    return 2 * x + torch.randn_like(x)
"""
    write(tmp_path / "double", {"submissions/wrong_answer/noise.py": source})
    judge = judge_of(tmp_path)
    for scale, name in ((1, "noise"), (2, None)):
        code = f"import torch\ndef double(x):\n    return {scale} * torch.randn(x.shape) + x + x\n"
        assert (submit(judge, "double", code, salt)["diagnosis"] or {}).get("submission") == name


@pytest.mark.parametrize("salt", [0, 1, 2])
def test_what_is_kept_from_one_call_to_the_next_is_kept_by_the_known_mistake(pool, tmp_path, salt):
    source = """\
\"\"\"You remember the first input.
Caught by: two dimensions\"\"\"


def double(x, seen=[]):
    seen.append(x.sum().detach())
    return 2 * x + 0 * seen[0] if len(seen) < 2 else 2 * x + seen[0]
"""
    write(tmp_path / "double", {"submissions/wrong_answer/remembers.py": source})
    judge = judge_of(tmp_path)
    assert submit(judge, "double", source, salt)["diagnosis"]["submission"] == "remembers"
    code = source.replace("else 2 * x + seen[0]", "else 2 * x + seen[-2]")
    assert submit(judge, "double", code, salt)["diagnosis"] is None


def test_a_gradient_with_a_graph_and_one_without_are_two(real_judge):
    """Both have no second gradient, and all numbers are equal."""
    folder = ROOT / "problems/custom-autograd-relu/submissions/wrong_answer"
    for stem in ("differentiable_once", "through_numpy"):
        source = (folder / f"{stem}.py").read_text()
        assert submit(real_judge, "custom-autograd-relu", source)["diagnosis"]["text"] == misconception(source)


def test_the_sentence_is_the_docstring_without_its_last_line():
    assert misconception(DOUBLE["submissions/wrong_answer/flat.py"]) == "You flatten x."
    assert misconception('"""One\n   two.\n\nCaught by: a case"""') == "One two."
    assert misconception("x = 1") == ""


@pytest.mark.parametrize(("size", "same"), [(3e-7, True), (1e-4, False)])
def test_what_rounding_leaves_of_a_gradient_is_nobodys_mistake(size, same):
    """Where a gradient should cancel, two programs with the same mistake are left with different noise."""

    def outcome(left: float, where: str) -> Outcome:
        array = Array(torch.tensor([left]), (1,), "cpu", False)
        return Outcome(**{where: [array]}, failed=frozenset({"forward"}))

    assert _agree(outcome(size, "gradients"), outcome(-size, "gradients")) is same
    assert not _agree(outcome(size, "output"), outcome(-size, "output")), "an output is what it is"
