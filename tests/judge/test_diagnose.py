"""Diagnosis: a wrong answer is explained by the known mistake that gives the very same wrong numbers, or not at all."""

from pathlib import Path

import pytest

from app.judge.diagnose import misconception
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


def test_the_sentence_is_the_docstring_without_its_last_line():
    assert misconception(DOUBLE["submissions/wrong_answer/flat.py"]) == "You flatten x."
    assert misconception('"""One\n   two.\n\nCaught by: a case"""') == "One two."
    assert misconception("x = 1") == ""
