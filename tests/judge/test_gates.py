"""Gates: the mechanism is part of the verdict, counted in the very call that is judged; an honest other way passes."""

import pytest
import torch

from app.catalog import load
from app.gates import Formula
from app.judge.check import prove
from app.judge.cost import Counts, Meter
from app.judge.diagnose import known
from app.judge.oracle import BrokenOracle
from app.problem_reader import BrokenProblem
from tests.judge.bank import DOUBLE, failed_checks, judge_of, submit, write

# ---- formulas ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4), ("1.5 * n", 15), ("2 * B * n", 60), ("n ** 2 - B", 97), ("n // 4", 2), ("-n + 11", 1),
        ("max(B, n) * min(2, B)", 20), ("ceil(n / 4) * log2(8)", 9), ("(B + n) / 13", 1),
    ],
)  # fmt: skip
def test_a_formula_is_arithmetic_over_names(text, value):
    assert Formula(text)({"B": 3, "n": 10}) == value


@pytest.mark.parametrize(
    "text", ["", "n +", "import os", "n.real", "__import__('os')", "[n]", "n if B else 1", "'a'", "True", "f(n)",
             "min()", "max(n, key=n)", "n < 3", "1 + " * 80 + "1"],
)  # fmt: skip
def test_anything_else_is_none(text):
    with pytest.raises(ValueError):
        Formula(text)


# ---- what a meter tells apart --------------------------------------------------------------------------------------


def counted(call, watched=None, **more):
    meter = Meter(watched, **more)
    with meter.forward():
        result = call()
    del result
    return meter.counts()


def test_products_with_a_watched_tensor_are_told_apart():
    w, x, other = torch.ones(4, 5), torch.ones(3, 4), torch.ones(5, 2)
    counts = counted(lambda: (x @ w) @ other, {"weights.w": w})
    assert counts.select()[1] == 2 * 3 * 4 * 5 + 2 * 3 * 5 * 2
    assert counts.select(reading=["weights.*"])[1] == 2 * 3 * 4 * 5
    assert counts.select(reading=["x"]) == (0, 0)


@pytest.mark.parametrize(
    "made",
    [
        lambda w: w.T.contiguous().T, lambda w: w.clone(),
        lambda w: torch.cat([w, w])[:4], lambda w: w.double().float(),
        lambda w: torch.stack([w, w]).unbind()[1], lambda w: w[:], lambda w: w * 1.0, lambda w: w.detach() + w,
    ],
)  # fmt: skip
def test_what_is_made_of_watched_tensors_alone_is_watched(made):
    w, x = torch.ones(4, 4), torch.ones(3, 4)
    assert counted(lambda: x @ made(w), {"w": w}).select(of=["mm"], reading=["w"]) == (1, 2 * 3 * 4 * 4)


def test_a_product_by_broadcasting_is_a_product():
    w, x = torch.ones(4, 5), torch.ones(3, 4)
    by_hand = counted(lambda: (x[:, :, None] * w).sum(1))
    assert by_hand.select()[1] == counted(lambda: x @ w).select()[1]
    assert counted(lambda: x * x[0]).select()[1] == 0


def test_dtypes_are_told_apart():
    a = torch.ones(4, 4, dtype=torch.int32)
    counts = counted(lambda: (a @ a).float() @ torch.ones(4, 4))
    assert counts.select(of=["mm"], dtype=["int32"])[0] == 1
    assert counts.select(of=["mm"], dtype=["float*"])[0] == 1


def test_attention_counts_as_its_two_products():
    q, k, v = torch.ones(1, 2, 3, 4), torch.ones(1, 2, 5, 4), torch.ones(1, 2, 5, 4)
    fused = counted(lambda: torch.nn.functional.scaled_dot_product_attention(q, k, v))
    by_hand = counted(lambda: (q @ k.mT).softmax(-1) @ v)
    assert fused.select()[1] == by_hand.select()[1] == 2 * 2 * 3 * 5 * (4 + 4)


def test_saved_bytes_are_those_that_the_backward_pass_needs():
    x = torch.ones(256, requires_grad=True)
    assert counted(lambda: x.exp() * 1, saved=True).saved == 1024  # exp keeps its result; the argument is the caller's
    chain = counted(lambda: x.exp().sin().cos(), saved=True).saved
    assert chain == 2 * 1024  # exp's result, which sin keeps too, and sin's


def test_a_checkpoint_saves_nothing_and_computes_twice():
    x, w = torch.ones(8, 256, requires_grad=True), torch.ones(256, 256)

    def block(x):
        return (x @ w).exp().sin().cos()

    def run(call):
        meter = Meter(saved=True)
        with meter.forward():
            y = call(x)
        with meter.backward():
            y.sum().backward()
        return meter.counts()

    kept = run(block)
    again = run(lambda x: torch.utils.checkpoint.checkpoint(block, x, use_reentrant=False))
    assert again.saved < kept.saved / 2
    assert again.select("backward", of=["exp"])[0] == 1 + kept.select("backward", of=["exp"])[0]


def test_the_peak_of_each_phase():
    x = torch.ones(256, requires_grad=True)
    meter = Meter()
    with meter.forward():
        y = x.exp()
    with meter.backward():
        y.backward(torch.ones(256))
    counts = meter.counts()
    assert counts.peak_during("forward") == 1024
    assert counts.peak_during("backward") >= 2048  # the result is still there
    assert counts.peak_during("both") == counts.peak_during("backward")


STEPS = """
def once(n):
    total = 0
    for i in range(n):
        total += i
    return total

def in_a_line(n):
    return [i for i in range(n)]

def pairs(n):
    return [once(n) for _ in range(n)]
"""


def steps_of(call: str, n: int) -> int:
    names: dict = {}
    exec(compile(STEPS, "steps.py", "exec"), names)
    return counted(lambda: names[call](n), steps="steps.py").steps


def test_steps_are_lines_and_calls_of_one_file_and_always_the_same():
    assert steps_of("once", 100) == steps_of("once", 100)
    assert 200 <= steps_of("once", 100) <= 210
    assert 100 <= steps_of("in_a_line", 100) <= 210
    assert steps_of("pairs", 40) > 3.5 * steps_of("pairs", 20)


def test_a_library_s_own_steps_are_free():
    assert counted(lambda: sorted(torch.nn.Linear(2, 2).state_dict()), steps="steps.py").steps == 0


# ---- claims --------------------------------------------------------------------------------------------------------


def test_a_claim_comes_back_as_it_was():
    w = torch.ones(2, 2)
    counts = counted(lambda: w @ w, {"w": w})
    assert Counts.claimed(counts.claim()) == counts


@pytest.mark.parametrize(
    "claim",
    [
        None, [], {}, {"rows": 3}, {"rows": [], "peak": {}, "saved": 0},
        {"rows": [[1]], "peak": {}, "saved": 0, "steps": 0, "strays": 0},
        {"rows": [["forward", "mm", "", [], 1.5, 0]], "peak": {}, "saved": 0, "steps": 0, "strays": 0},
        {"rows": [["forward", "mm", "", [], True, 0]], "peak": {}, "saved": 0, "steps": 0, "strays": 0},
        {"rows": [["forward", "mm", "x" * 1000, [], 1, 0]], "peak": {}, "saved": 0, "steps": 0, "strays": 0},
        {"rows": [], "peak": {"forward": "9"}, "saved": 0, "steps": 0}, {"rows": [[]] * 10_000, "peak": {}},
        {"rows": [], "peak": [], "saved": 0, "steps": 0}, {"rows": [], "peak": {}, "saved": 1e300, "steps": 0},
    ],
)  # fmt: skip
def test_a_claim_that_is_none_is_refused(claim):
    with pytest.raises((ValueError, TypeError, AttributeError, KeyError)):
        Counts.claimed(claim)


def test_a_claim_is_bounded_and_carries_no_text_of_its_own():
    rows = [["forward", "0.7311 is the secret", "float32", [], 1, 1 << 90], ["forward", "mm", "", [], -5, 2]]
    counts = Counts.claimed({"rows": rows, "peak": {}, "saved": 0, "steps": 0, "strays": 0})
    described = counts.describe()
    assert described["trace"] == {"another operator": 1, "mm": 0}
    assert described["flops"] == (1 << 53) + 2


# ---- in problem.toml -----------------------------------------------------------------------------------------------

GATE = '[sizes]\nx = "n"\n\n[gates.one]\ncounts = "ops"\nmost = 3\nwhy = "One operator is enough."\n'


def toml(gate: str) -> str:
    return DOUBLE["problem.toml"] + "\n" + gate


@pytest.mark.parametrize(
    ("gate", "sentence"),
    [
        (GATE.replace("most", "mots"), "gates.one.mots is not a key. Did you mean gates.one.most?"),
        (GATE.replace('"ops"', '"flop"'), "gates.one.counts cannot be 'flop'. Did you mean flops?"),
        (GATE.replace("most = 3\n", ""), "gates.one.most or gates.one.least is needed"),
        (GATE.replace("most = 3", 'most = "3 * N"'), "gates.one.most speaks of N, which is no size."),
        (GATE.replace("most = 3", 'most = "referense"'), "Did you mean reference?"),
        (GATE.replace("most = 3", 'most = "3 +"'), "is not a formula"),
        (GATE.replace("most = 3", "most = true"), "must be a number or a formula"),
        (GATE.replace("why", "# why"), "gates.one.why is missing"),
        (GATE + 'calls = ["doubel"]', "gates.one.calls names 'doubel'"),
        (GATE + 'during = "backwards"', "Did you mean backward?"),
        (GATE.replace('"ops"', '"memory"') + 'of = ["mm"]', "choose operators, and memory has none"),
        (GATE.replace('"n"', '"2n"'), "names a size '2n'"),
        (GATE.replace('"n"', "3"), "sizes must be a table of texts"),
        ("gates = 3\n", ""),
    ],
)
def test_slips_are_told(tmp_path, gate, sentence):
    with pytest.raises(BrokenProblem) as caught:
        load(write(tmp_path / "double", {"problem.toml": toml(gate)}))
    assert sentence in str(caught.value)


# ---- in a verdict --------------------------------------------------------------------------------------------------

FUSED = "def double(x):\n    return x + x\n"
SLOW = "def double(x):\n    return ((x * 0.5 + x * 0.5) * 0.5 + x * 0.5) * 2\n"


@pytest.fixture
def gated(pool, tmp_path):
    """A judge of `double` with a gate."""

    def do(gate: str, **files: str):
        write(tmp_path / "double", {"problem.toml": toml(gate), **files})
        judge = judge_of(tmp_path)
        assert not judge.problems.catalog.broken, judge.problems.catalog.broken
        return judge

    return do


def test_too_many_operators_are_a_wrong_answer_with_a_reason(gated):
    judge = gated('[gates.one]\ncounts = "ops"\nmost = 3\nwhy = "One operator is enough."\n')
    report = submit(judge, "double", SLOW)
    assert report["verdict"] == "wrong_answer"
    assert failed_checks(report) == {"op trace"}
    assert report["sentence"] == (
        "Case “by hand”, op trace: One operator is enough. Yours takes 7 operators; at most 3 are allowed."
    )
    assert report["cost"]["trace"] == {"mul": 5, "add": 2}
    assert report["cost"]["reference"]["trace"]
    accepted = submit(judge, "double", FUSED)
    assert accepted["verdict"] == "accepted"
    assert accepted["cost"]["trace"] == {"add": 1}
    assert accepted["cost"]["case"] == "far from zero"


def test_a_limit_is_relative_to_the_reference(gated):
    judge = gated(
        '[gates.as-cheap]\ncounts = "memory"\nmost = "2 * reference"\nwhy = "No copies."\n',
        **{"reference.py": "def double(x):\n    return x + x\n"},
    )
    report = submit(judge, "double", "def double(x):\n    a = [x + 0 for _ in range(3)]\n    return a[0] + a[1]\n")
    assert failed_checks(report) == {"memory"}
    assert "at most 16 are allowed (2 * 8 of the reference)" in report["sentence"]
    assert submit(judge, "double", FUSED)["verdict"] == "accepted"


def test_a_limit_is_relative_to_sizes(gated):
    cases = """\
from torch import tensor
from app.judge.cases import Case, randn

def cases():
    yield Case("by hand", "double", (tensor([1.0, 2.0]),), public=True)
    yield Case("long", "double", (randn(64, seed=0),))
"""
    judge = gated(GATE.replace('"ops"', '"memory"').replace("most = 3", 'most = "8 * n"'), **{"cases.py": cases})
    report = submit(judge, "double", SLOW.replace("x * 0.5 + x * 0.5", "x[:, None] * x.new_full((8,), 0.125)).sum(1"))
    assert failed_checks(report) == {"memory"}
    report = submit(judge, "double", FUSED)
    assert report["verdict"] == "accepted"
    checks = [(case["name"], check["fields"]) for case in report["cases"] for check in case["checks"]]
    told = {name: fields for name, fields in checks if fields and "gate" in fields}
    assert told["long"] == {
        "gate": "one", "counts": "memory", "whole": True, "during": "forward",
        "used": 256, "reference": 1024, "least": None, "most": 512, "sizes": {"n": 64},
    }  # fmt: skip
    assert (told["by hand"]["most"], told["by hand"]["sizes"]) == (16, {"n": 2})
    assert report["cost"]["during"] == "forward", "what is counted there is what this gate counts"


def test_a_mechanism_can_be_asked_for(gated):
    judge = gated('[gates.sum]\ncounts = "ops"\nof = ["add"]\nleast = 1\nwhy = "Add it to itself."\n')
    report = submit(judge, "double", "def double(x):\n    return 2 * x\n")
    assert "Yours takes 0 operators in add; at least 1 are needed" in report["sentence"]
    assert submit(judge, "double", FUSED)["verdict"] == "accepted"


def test_the_backward_pass_has_gates_of_its_own(gated):
    judge = gated(
        '[gates.cheap]\ncounts = "ops"\nof = ["sin", "cos"]\nmost = 0\nduring = "backward"\nwhy = "It is a constant."\n'
    )
    code = """
import torch

class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.sin() * 0 + 2 * x

    @staticmethod
    def backward(ctx, g):
        return g.sin() * 0 + 2 * g

def double(x):
    return {}
"""
    assert failed_checks(submit(judge, "double", code.format("Double.apply(x)"))) == {"op trace"}
    assert submit(judge, "double", code.format("x.detach().sin() * 0 + 2 * x"))["verdict"] == "accepted"


def test_steps_and_saved_bytes_are_judged(gated):
    judge = gated(
        GATE.replace('"ops"', '"steps"').replace('x = "n"', "")
        + '\n[gates.kept]\ncounts = "saved"\nmost = 0\nwhy = "Nothing is needed again."\n'
    )
    slow = "def double(x):\n    for _ in range(5):\n        pass\n    return 2 * x\n"
    assert failed_checks(submit(judge, "double", slow)) == {"steps"}
    keeps = "def double(x):\n    return 2 * (x.exp() * 0 + x)\n"
    assert "saved for backward" in failed_checks(submit(judge, "double", keeps))
    assert submit(judge, "double", FUSED)["verdict"] == "accepted"


def test_the_call_that_is_counted_is_the_call_that_is_judged(gated):
    """A submission that works hard the first time and remembers the answer gains nothing."""
    judge = gated('[gates.one]\ncounts = "ops"\nmost = 3\nwhy = "One operator is enough."\n')
    code = SLOW.replace("def double", "def slow") + (
        "known = {}\ndef double(x):\n    key = str(x.tolist())\n"
        "    if key not in known:\n        known[key] = slow(x)\n    return known[key]\n"
    )
    assert failed_checks(submit(judge, "double", code)) == {"op trace"}


def test_a_runner_that_claims_nonsense_is_not_believed(gated):
    judge = gated('[gates.one]\ncounts = "ops"\nmost = 3\nwhy = "One operator is enough."\n')
    for claim in ("None", "{}", "{'rows': [['forward', 'mm', '', [], 1e9, 1]]}"):
        code = f"import sys\nsys.modules['app.judge.cost'].Counts.claim = lambda self: {claim}\n{FUSED}"
        assert submit(judge, "double", code)["verdict"] == "runtime_error", claim


def test_the_memory_limit_holds_whatever_is_claimed(gated):
    judge = gated('[gates.small]\ncounts = "memory"\nmost = 1000\nwhy = "No copies."\n')
    code = (
        "import sys, torch\nsys.modules['app.judge.cost'].Counts.claim = lambda self: "
        "{'rows': [], 'peak': {}, 'saved': 0, 'steps': 0}\n"
        "def double(x):\n    torch.ones(1 << 30)\n    return 2 * x\n"
    )
    assert submit(judge, "double", code)["verdict"] == "memory_limit"


def test_a_case_has_gates_of_its_own(gated):
    cases = """\
from torch import tensor
from app.gates import Formula, Gate
from app.judge.cases import Case, randn

def cases():
    yield Case("by hand", "double", (tensor([1.0, 2.0]),), public=True, gates=())
    own = Gate("few", "ops", most=Formula("5"), least=None, why="Five are enough.")
    yield Case("few", "double", (randn(3, seed=0),), gates=(own,))
    yield Case("named", "double", (randn(3, seed=0),), gates=("one",))
"""
    judge = gated('[gates.one]\ncounts = "ops"\nmost = 3\nwhy = "One is enough."\n', **{"cases.py": cases})
    report = submit(judge, "double", SLOW)
    assert [case["status"] for case in report["cases"]] == ["passed", "failed", "failed"]
    assert [case["checks"][-1]["message"][:9] for case in report["cases"]] == ["", "Five are ", "One is en"]


@pytest.mark.parametrize(
    ("gate", "case", "sentence"),
    [
        (GATE, 'gates=("two",)', "there is no gate 'two'"),
        (GATE.replace("most = 3", 'most = "n"').replace('"n"\n\n', '"B n"\n\n'), "", "sizes.x has 2 names"),
        (GATE.replace('x = "n"', 'y = "n"').replace("most = 3", 'most = "n"'), "", "its gates: 'y'"),
        (GATE.replace("most = 3", 'most = "1 / (n - 2)"'), "", "division by zero"),
    ],
)
def test_a_gate_that_does_not_fit_its_case_is_the_author_s_fault(gated, gate, case, sentence):
    cases = f"""\
from torch import tensor
from app.judge.cases import Case

def cases():
    yield Case("by hand", "double", (tensor([1.0, 2.0]),), public=True, {case})
"""
    with pytest.raises(BrokenOracle, match=sentence.replace("(", r"\(")):
        gated(gate, **{"cases.py": cases}).problems["double"].prepared(0)


def test_a_gate_that_no_submission_breaks_is_told_to_its_author(pool, tmp_path):
    gate = GATE + 'cases = ["in the moon"]\n'
    faults = prove(write(tmp_path / "double", {"problem.toml": toml(gate)}), judge_of(tmp_path)).faults
    assert "problem.toml: no submission breaks the gate 'one'." in faults
    assert "problem.toml: gates.one.cases names 'in the moon', and there is no such case." in faults


# ---- in the bank ---------------------------------------------------------------------------------------------------


def test_kv_cache_tells_which_mistake_costs_too_much(real_judge):
    """Both project again, and their values are right: the counts tell them apart."""
    oracle = real_judge.problems["kv-cache"]
    both, one = (
        [*known(oracle, path, 0)][1]
        for path in oracle.misconceptions
        if path.stem in ("inputs_cached", "values_projected_again")
    )
    assert both.failed == one.failed == {"flops"}
    assert both.counts > one.counts
    path = oracle.problem.folder / "submissions/wrong_answer/values_projected_again.py"
    report = submit(real_judge, "kv-cache", path.read_text())
    assert report["diagnosis"]["submission"] == "values_projected_again"
    assert report["cost"]["flops"] > 0
    assert report["cost"]["case"] == "token by token"
