"""The first wrong step: what is probed on the way, compared with the problem's own steps; and what that may not do."""

import pytest

from app.judge import probes
from app.judge.diagnose import _as_sent
from app.judge.recorder import MAX_VALUES
from app.settings import ROOT
from tests.judge.bank import DOUBLE, SECRET, judge_of, submit, write

PROBED = ["stable-softmax", "layernorm", "batchnorm1d", "multi-head-attention", "cross-entropy", "logsumexp"]
STEPS = """\
def double(x):
    one = probe("one", x * 1)
    half = probe("half", one / 2)
    return probe("four", half * 8) / 2
"""


@pytest.fixture(scope="module")
def stepwise(pool, tmp_path_factory):
    """`double`, with three steps that can be probed."""
    folder = tmp_path_factory.mktemp("stepwise")
    table = '[probes]\none = "x itself"\nhalf = "half of it"\nfour = "four times x"\n\n[limits]'
    write(folder / "double", {"problem.toml": DOUBLE["problem.toml"].replace("[limits]", table), "steps.py": STEPS})
    return judge_of(folder)


def probed(judge, code, slug="double", **more):
    report = submit(judge, slug, code, **more)
    return report, {check["name"]: check["status"] for check in report["probes"]}


def steps(slug):
    return (ROOT / "problems" / slug / "steps.py").read_text()


def test_the_first_step_that_is_wrong_is_pointed_at(stepwise):
    report, found = probed(stepwise, STEPS.replace("one / 2", "one / 2 + 1"))
    assert report["verdict"] == "wrong_answer"
    assert found == {"one": "passed", "half": "failed", "four": "failed"}
    assert report["probed"] == {
        "case": "by hand",
        "text": "Your `one` is right, your `half` is not: look between them.",
    }
    half = report["probes"][1]
    assert (half["expected"]["values"], half["actual"]["values"]) == ([0.5, 1.0], [1.5, 2.0])
    assert half["first_bad_index"] == [0]
    assert report["probes"][0]["expected"]["values"] == [1.0, 2.0], "what is right is shown too"


def test_a_step_that_was_not_probed_is_offered(stepwise):
    code = STEPS.replace('probe("half", one / 2)', "one / 3")
    report, found = probed(stepwise, code)
    assert found == {"one": "passed", "half": "skipped", "four": "failed"}
    assert report["probed"]["text"].endswith("look between them. `half` can be probed in between.")
    assert report["probes"][1]["expected"] is None, "what was not probed is not given away"


def test_all_steps_right_points_behind_the_last(stepwise):
    report, _ = probed(stepwise, STEPS.replace("half * 8) / 2", "half * 8) / 3"))
    assert report["probed"]["text"].endswith("`four` is not: look at what follows it.")
    report, _ = probed(stepwise, STEPS.replace("return probe", "return 1 + probe"))
    text = "Every value you probed is right, and so is its gradient: look at what comes after `four`."
    assert report["probed"]["text"] == text


def test_gradients_are_compared_backwards_where_every_value_is_right(stepwise):
    report, found = probed(stepwise, STEPS.replace('"half", one / 2', '"half", one.detach() / 4 + one / 4'))
    assert found == {
        "one": "passed", "half": "passed", "four": "passed",
        "grad four": "passed", "grad half": "passed", "grad one": "failed",
    }  # fmt: skip
    assert "The gradient of `half` is right too, that of `one` is not" in report["probed"]["text"]
    assert report["probes"][-1]["actual"]["values"] != report["probes"][-1]["expected"]["values"]


def test_a_gradient_that_does_not_arrive_is_told(stepwise):
    code = STEPS.replace("return probe", "return 0 * x + probe").replace("8) / 2", "8).detach() / 2")
    report, _ = probed(stepwise, code)
    failed = [check["message"] for check in report["probes"] if check["status"] == "failed"]
    assert failed[0].startswith("No gradient reaches `four`: what")


def test_a_value_is_taken_as_it_was_when_it_was_probed(stepwise):
    code = STEPS.replace("half = probe", "one += 0 * one; one *= 3; half = probe")
    report, found = probed(stepwise, code.replace("x * 1)", "x * 1).clone()"))
    assert found["one"] == "passed"
    assert found["half"] == "failed"
    assert report["probes"][0]["actual"]["values"] == [1.0, 2.0]


def test_code_that_raises_is_told_what_was_right_before(stepwise):
    report, found = probed(stepwise, STEPS.replace("half * 8", "half @ half.mT.mT.nothing"))
    assert report["verdict"] == "runtime_error"
    assert (found["one"], found["half"], found["four"]) == ("passed", "passed", "skipped")
    assert report["probed"]["text"] == "Every value you probed is right: look at what comes after `half`."


def test_an_unknown_name_is_told_kindly(stepwise):
    report, found = probed(stepwise, 'def double(x):\n    probe("hal", x)\n    return x\n')
    assert found == {}
    assert report["probed"]["text"] == (
        "There is no step called `hal` here; did you mean `half`? The steps are `one`, `half` and `four`."
    )


def test_a_problem_without_steps_says_so(hand_in):
    report = hand_in('def double(x):\n    probe("x", x)\n    return x\n')
    assert report["probed"]["text"].startswith("This problem names no steps")
    assert report["probes"] == []


def test_nothing_is_probed_where_nothing_fails_or_nobody_asks(stepwise):
    assert probed(stepwise, STEPS)[0]["probed"] is None
    assert submit(stepwise, "double", "def double(x):\n    return x\n")["probed"] is None


def test_probing_is_free_of_consequences(stepwise):
    """It prints nothing that is shown, it may call what is forbidden, it may never end: the verdict stands."""
    aside = """\
import torch
calls = []
def double(x):
    calls.append(1)
    probe("one", x)
    if len(calls) > 6:  # three cases, and each once more with inputs laid out otherwise
        {act}
    return 3 * x
"""
    plain = submit(stepwise, "double", "def double(x):\n    return 3 * x\n")
    for act in (
        "print('again')",
        "getattr(torch, 'soft' + 'max')(x, 0)",
        "while True: pass",
        "import os; os._exit(3)",
        "1 / 0",
    ):
        report = submit(stepwise, "double", aside.format(act=act))
        assert report["verdict"] == plain["verdict"], act
        assert (report["forbidden"], report["output"], report["error"]) == ([], "", None)


def test_a_learner_s_own_probe_is_theirs(stepwise):
    report = submit(stepwise, "double", "def probe(x):\n    return x\n\ndef double(x):\n    return 2 * probe(x)\n")
    assert report["verdict"] == "accepted"


def test_probes_are_bounded(stepwise):
    code = 'def double(x):\n    for i in range(500):\n        probe(f"n{i}" * 99, x)\n    return 3 * x\n'
    report, _ = probed(stepwise, code)
    assert len(report["probed"]["text"]) < 600
    again = 'def double(x):\n    for i in range(500):\n        probe("one", x)\n    return 3 * x\n'
    report, found = probed(stepwise, again)
    assert found == {"one": "passed", "half": "skipped", "four": "skipped", "grad one": "failed"}
    code = 'import torch\ndef double(x):\n    probe("one", torch.ones(1 << 26))\n    return 3 * x\n'
    assert submit(stepwise, "double", code)["verdict"] == "wrong_answer"
    assert MAX_VALUES < 500


def test_a_hidden_case_gives_nothing_away_that_its_outputs_would_not(stepwise):
    clamped = "def double(x):\n    {}\n    return 2 * x.clamp(max=10)\n"
    report, _ = probed(stepwise, clamped.format('probe(f"is {x.flatten()[0].item()}", x)'))
    assert report["probed"]["case"] == "far from zero"
    assert str(SECRET) not in str(report["probed"])
    assert "There is no step of that name here." in report["probed"]["text"]
    report, _ = probed(stepwise, clamped.format('probe("half", type(f"T{int(x.flatten()[0])}", (), {})())'))
    assert str(int(SECRET)) not in str(report["probes"])


@pytest.mark.parametrize("slug", PROBED)
def test_the_steps_of_a_problem_hold(real_judge, slug):
    oracle = real_judge.problems[slug]
    assert probes.faults(oracle) == []
    assert submit(real_judge, slug, steps(slug))["verdict"] == "accepted"


@pytest.mark.parametrize("slug", PROBED)
def test_right_values_are_found_right_in_every_case(real_judge, slug):
    """Steps that differ from ours in type and in dimensions of size 1 are right, whatever the case."""
    oracle = real_judge.problems[slug]
    for salt in (0, 1):
        for prepared in oracle.prepared(salt):
            for wide in (False, True):
                ours = probes._run(oracle, oracle.steps, prepared, wide)
                slopes = {at: _as_sent(gradient) for at, gradient in ours.gradients.items()}
                values = probes.Probed([(name, _as_sent(value)) for name, value in ours.values], slopes)
                found = probes.compare_probes(probes.steps_of(oracle, prepared), values)
                assert not [check.name for check in found.checks if check.status == "failed"], prepared.case.name


@pytest.mark.parametrize(
    ("slug", "right", "wrong", "said"),
    [
        ("stable-softmax", "exps.sum(dim, keepdim=True)", "exps.sum(0, keepdim=True)", "`exps` is right, your `total`"),
        ("layernorm", "square().mean(dims", "square().sum(dims", "`centered` is right, your `variance`"),
        ("batchnorm1d", "correction=0", "correction=1", "`mean` is right, your `variance`"),
        ("multi-head-attention", "q.shape[-1] ** -0.5", "x.shape[-1] ** -0.5", "`v` is right, your `scores`"),
        ("multi-head-attention", "softmax(scores, -1)", "softmax(scores, -2)", "`scores` is right, your `weights`"),
        ("cross-entropy", "sum(dim, keepdim", "mean(dim, keepdim", "`shifted` is right, your `log_probs`"),
        ("logsumexp", "amax(dim", "amin(dim", "Your `largest` is wrong already"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_between_its_neighbours(real_judge, slug, right, wrong, said):
    code = steps(slug)
    assert right in code
    report = submit(real_judge, slug, code.replace(right, wrong, 1))
    assert report["verdict"] == "wrong_answer"
    assert said in report["probed"]["text"]


def test_check_tells_steps_that_do_not_hold(tmp_path, pool):
    toml = DOUBLE["problem.toml"] + '\n[probes]\none = "x itself"\nnever = "of it"\n'
    files = {"problem.toml": toml, "steps.py": STEPS.replace("/ 2\n", "/ 3\n", 1).replace("* 8) / 2", "* 8) / 3")}
    write(tmp_path / "double", files)
    told = " ".join(probes.faults(judge_of(tmp_path).problems["double"]))
    assert "steps.py answers case 'by hand' otherwise than the reference." in told
    assert "probes.never is never probed in steps.py" in told
    assert "steps.py probes 'half', which problem.toml does not name" in told
