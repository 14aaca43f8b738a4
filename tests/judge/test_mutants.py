"""Mutation analysis: what is killed, what survives, what is declared, and that nothing a mutant does ends us."""

import time

import pytest

from app.catalog import Catalog, load
from app.judge import measure
from app.judge.cases import SALTS
from app.judge.mutants import IDLE, KILLED, SURVIVED, analyse, declared, fate, limits, run
from app.judge.mutate import Mutant, mutants
from app.judge.oracle import Oracle, Problems
from app.quality import read
from app.settings import ROOT, Settings
from tests.judge.bank import write

# Python 3.12 and later warn that a process with threads forks; the child here touches none of them.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

SUM, PRODUCT = "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"
PLUS_ZERO = "def double(x):\n    return x + x + 0\n"  # one mutant computes the same: x + x - 0


def oracle_of(tmp_path, files=None) -> Oracle:
    write(tmp_path / "double", files or {})
    return Problems(Catalog(tmp_path))["double"]


def mutant(source: str, change: str = "a → b") -> Mutant:
    return Mutant("a_sum", 1, change, 1, source)


def test_every_mistake_in_a_well_judged_problem_is_killed(tmp_path):
    analysis = analyse(oracle_of(tmp_path))
    assert analysis.survivors == []
    assert analysis.faults == []
    assert analysis.killed == analysis.mutants > 10


def test_a_hole_in_the_cases_leaves_a_survivor_that_tells_where(tmp_path):
    holes = {SUM: "def double(x):\n    return 2 * x.clamp(max=1e6)\n"}
    analysis = analyse(oracle_of(tmp_path, holes))
    told = {(m.submission, m.line, m.change) for m in analysis.survivors}
    assert ("a_sum", 2, "x.clamp(max=1000000.0) → x") in told
    assert analysis.killed == analysis.mutants - len(analysis.survivors)


def equivalent(**keys: object) -> str:
    return "[[equivalent]]\n" + "".join(f"{key} = {value!r}\n" for key, value in keys.items())


def test_a_declared_equivalent_is_no_survivor(tmp_path):
    analysis = analyse(oracle_of(tmp_path, {SUM: PLUS_ZERO}))
    (survivor,) = analysis.survivors
    assert survivor.change == "x + x + 0 → x + x - 0"
    files = {SUM: PLUS_ZERO, "mutants.toml": equivalent(submission="a_sum", change=survivor.change, reason="0 = -0.")}
    again = analyse(oracle_of(tmp_path, files))
    assert (again.survivors, again.faults, again.equivalent) == ([], [], 1)
    assert again.mutants == again.killed == analysis.killed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            equivalent(submission="a_sum", change="x + x → x - x", reason="So."),
            "mutants.toml: a_sum: x + x → x - x is killed",
        ),
        (
            equivalent(submission="a_sum", change="x + x → x + y", reason="So."),
            "mutants.toml: no mutant is a_sum: x + x → x + y. Did you mean x + x → x - x?",
        ),
        (
            equivalent(submission="a_sum", change="x + x → x - x", occurrence=2, reason="So."),
            "mutants.toml: no mutant is a_sum: x + x → x - x, occurrence 2.",
        ),
        (
            equivalent(submission="a_sum", change="x + x → x - x (occurrence 2)", reason="So."),
            "mutants.toml: no mutant is a_sum: x + x → x - x (occurrence 2). Write occurrence = 2 as a key of its own.",
        ),
        (equivalent(submission="c", change="x", reason="So."), "mutants.toml: 'c' is no accepted submission."),
        (
            equivalent(submission="a_sum", chang="x", reason="So."),
            "mutants.toml, declaration 1: chang is not a key. Did you mean change?",
        ),
        (equivalent(submission="a_sum", change="x"), "mutants.toml, declaration 1: reason must be a text."),
        (
            equivalent(submission="a_sum", change="x", reason="So.", occurrence=0),
            "mutants.toml, declaration 1: occurrence must be a number, from 1.",
        ),
        ("[[equal]]\n", "mutants.toml: equal is not a key. Known is equivalent."),
        ("equivalent = 3\n", "mutants.toml: equivalent must be a list of tables"),
        ("[[equivalent", "mutants.toml cannot be read: "),
    ],
)
def test_a_declaration_that_is_wrong_is_told(tmp_path, text, sentence):
    analysis = analyse(oracle_of(tmp_path, {"mutants.toml": text}))
    assert any(fault.startswith(sentence) for fault in analysis.faults), analysis.faults


def test_one_reason_may_stand_for_several_changes(tmp_path):
    path = tmp_path / "mutants.toml"
    path.write_text(equivalent(submission="a", change=["x → y", "y → z"], reason="So."))
    found, faults = declared(path)
    assert [one.change for one in found] == ["x → y", "y → z"]
    assert faults == []
    path.write_text(path.read_text() * 2)
    assert len(declared(path)[1]) == 2, "and none is declared twice"


# ---- what a mutant may do --------------------------------------------------------------------------------------------

RIGHT = "def double(x):\n    return x + x\n"
FATES = {
    "right": (RIGHT, SURVIVED),
    "wrong": ("def double(x):\n    return x\n", KILLED),
    "raises": ("def double(x):\n    return x.nothing\n", KILLED),
    "is not there": ("def triple(x):\n    return 3 * x\n", KILLED),
    "cannot be loaded": ("1 / 0\n", KILLED),
    "loops for ever": ("def double(x):\n    while True:\n        pass\n", KILLED),
    "loops while it is loaded": ("while True:\n    pass\n", KILLED),
    "takes all memory": ("import torch\n\n\ndef double(x):\n    return x + torch.ones(1 << 33).sum()\n", KILLED),
    "ends its process": ("import os\nos._exit(0)\n", KILLED),
    "crashes": ("import ctypes\nctypes.string_at(0)\n", KILLED),
    "prints a lot": ("def double(x):\n    print('x' * 100000)\n    return x + x\n", SURVIVED),
    "right after all that": (RIGHT, SURVIVED),
    "changes its input": ("def double(x):\n    y = x + x\n    x.data.zero_()\n    return y\n", KILLED),
    "is wrong when not contiguous": (
        "def double(x):\n    return x + x if x.is_contiguous() else 3 * x\n",
        KILLED,
    ),
    "right with the last": (RIGHT, SURVIVED),
}


def test_whatever_a_mutant_does_the_next_one_is_judged(tmp_path):
    oracle = oracle_of(tmp_path)
    made = [mutant(source) for source, _ in FATES.values()]
    started = time.monotonic()
    outcomes = dict(zip(FATES, run(oracle, made, limits(oracle, RIGHT)), strict=True))
    assert outcomes == {name: outcome for name, (_, outcome) in FATES.items()}
    assert time.monotonic() - started < 15


def test_a_gradient_that_is_not_there_cannot_be_halved(tmp_path):
    oracle = oracle_of(tmp_path)
    idle = mutant("def double(x):\n    n = without_gradient(2)\n    return n * x\n", "n = 2 → n = without_gradient(2)")
    half = mutant(
        "def double(x):\n    return with_half_gradient(x + x)\n", "return x + x → return with_half_gradient(x + x)"
    )
    cut = mutant(
        "def double(x):\n    return without_gradient(x + x)\n", "return x + x → return without_gradient(x + x)"
    )
    assert [fate(oracle, one) for one in (idle, half, cut)] == [IDLE, KILLED, KILLED]


# ---- the command -----------------------------------------------------------------------------------------------------


def test_the_command_tells_survivors_and_saves_the_numbers(tmp_path, capsys):
    write(tmp_path / "double")
    write(tmp_path / "twice", {SUM: PLUS_ZERO})
    assert measure.main(Settings(problems=tmp_path), ["double"], 1) == 0
    assert "✓ double: " in capsys.readouterr().out
    assert set(read(tmp_path)) == {"double"}
    assert measure.main(Settings(problems=tmp_path), [], 2) == 1
    out = capsys.readouterr().out
    assert "✗ twice: " in out
    assert "    survives: submissions/accepted/a_sum.py:2: x + x + 0 → x + x - 0\n" in out
    assert "1 of 2 problems leave none." in out
    saved = read(tmp_path)
    assert saved["twice"].killed == saved["twice"].mutants - 1
    assert saved["double"].bands["float32"][1] == 2e-5
    assert Catalog(tmp_path).quality == saved
    (tmp_path / "twice" / "hints.md").write_text("1. Another.\n")
    (tmp_path / "twice" / "submissions" / "wrong_answer" / "flat.py").unlink()
    assert Catalog(tmp_path).quality == saved, "mutants do not depend on these"
    (tmp_path / "twice" / "reference.py").write_text("def double(x):\n    return x + x\n")
    assert set(Catalog(tmp_path).quality) == {"double"}, "what was measured of an older reference is not shown"


def test_the_command_knows_no_problem_of_another_name(tmp_path, capsys):
    write(tmp_path / "broken", {"problem.toml": "title = 3"})
    assert measure.main(Settings(problems=tmp_path), ["nowhere"]) == 2
    assert "There is no problem 'nowhere'" in capsys.readouterr().out
    assert measure.main(Settings(problems=tmp_path), ["broken"]) == 2
    assert "title must be a text" in capsys.readouterr().out


def test_a_problem_that_is_broken_inside_is_told(tmp_path, capsys):
    write(tmp_path / "double", {"reference.py": "def double(x):\n    return x.nothing\n"})
    assert measure.main(Settings(problems=tmp_path), [], 1) == 1
    assert "the reference raised AttributeError" in capsys.readouterr().out


@pytest.mark.parametrize("slug", ["stable-softmax", "batchnorm1d", "kv-cache"])
def test_the_judge_itself_says_the_same(hand_in, slug):
    """A sample of mutants through real runners: killed is what the judge does not accept."""
    folder = ROOT / "problems" / slug
    oracle = Oracle(load(folder))
    path = sorted((folder / "submissions" / "accepted").glob("*.py"))[0]
    made = [m for m in mutants(path.read_text(), path.stem) if "_gradient(" not in m.change]
    sample = [*made[::9], mutant(path.read_text())]
    outcomes = list(run(oracle, sample, limits(oracle, path.read_text())))
    assert KILLED in outcomes and SURVIVED in outcomes
    for one, outcome in zip(sample, outcomes, strict=True):
        verdicts = {hand_in(one.source, slug, salt=salt)["verdict"] for salt in SALTS}
        assert (verdicts == {"accepted"}) == (outcome == SURVIVED), one.change
