"""Gradients that must be absent, second gradients, several outputs, and backward passes written by hand."""

import pytest

from app.catalog import load
from app.judge.by_hand import faults
from app.judge.check import prove
from app.judge.oracle import BrokenOracle
from app.problem_reader import BrokenProblem
from tests.judge.bank import DOUBLE, failed_checks, judge_of, submit, write


@pytest.fixture
def made(pool, tmp_path):
    """A judge of `double` with some files changed; `checks` stands in for the lines of [checks]."""

    def do(checks: str = 'gradients = ["x"]', **files: str):
        toml = DOUBLE["problem.toml"].replace('gradients = ["x"]', checks)
        names = {"reference": "reference.py", "cases": "cases.py", "drive": "drive.py"}
        write(tmp_path / "double", {"problem.toml": toml, **{names[key]: text for key, text in files.items()}})
        judge = judge_of(tmp_path)
        assert not judge.problems.catalog.broken, judge.problems.catalog.broken
        return judge

    return do


# ---- gradients that must be absent ---------------------------------------------------------------------------------

TWO = """\
from torch import tensor
from app.judge.cases import Case, randn

def cases():
    yield Case("by hand", "double", (tensor([1.0, 2.0]), tensor([3.0, 4.0])), public=True)
"""
STOPPED = {"cases": TWO, "reference": "def double(x, teacher):\n    return x * teacher.detach()\n"}
ABSENT = 'gradients = ["x"]\nabsent = ["teacher"]'


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("x * teacher.detach()", set()),
        ("x * teacher.detach() + 0 * teacher", set()),  # zeros are no gradient either
        ("x * teacher", {"grad teacher"}),
        ("x.detach() * teacher", {"grad x", "grad teacher"}),
        ("(x * teacher).detach()", {"grad x"}),
    ],
)
def test_a_stop_gradient_is_judged(made, body, wrong):
    report = submit(made(ABSENT, **STOPPED), "double", f"def double(x, teacher):\n    return {body}\n")
    assert failed_checks(report) == wrong
    assert (report["verdict"] == "accepted") is (not wrong)
    if "grad teacher" in wrong:
        messages = [c["message"] for case in report["cases"] for c in case["checks"] if c["name"] == "grad teacher"]
        assert "A gradient reaches `teacher`, and none should" in messages[0]


def test_a_reference_that_lets_a_gradient_through_is_its_author_s_fault(made):
    judge = made(ABSENT, cases=TWO, reference="def double(x, teacher):\n    return x * teacher\n")
    with pytest.raises(BrokenOracle, match="`teacher` gets a gradient"):
        judge.problems["double"].prepared(0)


def test_a_case_may_say_so_itself(made):
    cases = TWO.replace("public=True", "public=True, gradients=(), absent=('x', 'teacher')")
    judge = made(cases=cases, reference="def double(x, teacher):\n    return (x * teacher).detach()\n")
    assert submit(judge, "double", "def double(x, teacher):\n    return (x * teacher).detach()\n")["passed"] == 1
    report = submit(judge, "double", "def double(x, teacher):\n    return x * teacher\n")
    assert failed_checks(report) == {"grad x", "grad teacher"}


FROZEN = {
    "cases": """\
from torch import tensor
from app.judge.cases import Case, randn

def cases():
    weights = {"base.weight": randn(2, 3, seed=0), "more.weight": randn(2, 3, seed=1)}
    yield Case("by hand", "double", kwargs={"x": randn(4, 3, seed=2), "weights": weights}, public=True)
""",
    "drive": """\
from app.judge.weights import load

def drive(solution, case):
    return load(solution.double(), case.kwargs["weights"])(case.kwargs["x"])
""",
    "reference": """\
from torch import nn

class double(nn.Module):
    def __init__(self):
        super().__init__()
        self.base, self.more = (nn.Linear(3, 2, bias=False) for _ in range(2))
        self.base.weight.requires_grad = False

    def forward(self, x):
        return self.base(x) + self.more(x)
""",
}


@pytest.mark.parametrize(
    ("freeze", "verdict"),
    [
        ("self.base.requires_grad_(False)", "accepted"),
        ("self.base.weight.requires_grad = False", "accepted"),
        ("pass", "wrong_answer"),
        ("self.requires_grad_(False)", "wrong_answer"),
    ],
)
def test_a_module_that_freezes_its_base(made, freeze, verdict):
    """The case's tensors stand in for the module's parameters, and stay as frozen as those."""
    judge = made('gradients = ["x", "weights.more.weight"]\nabsent = ["weights.base.weight"]', **FROZEN)
    code = FROZEN["reference"].replace("self.base.weight.requires_grad = False", freeze)
    assert submit(judge, "double", code)["verdict"] == verdict


# ---- second gradients ----------------------------------------------------------------------------------------------

CUBE = {"reference": "def double(x):\n    return x.double() ** 3\n"}
FUNCTION = """
import torch

class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3

    @staticmethod
    {decorator}
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return {backward}

def double(x):
    return Cube.apply(x)
"""


@pytest.mark.parametrize(
    ("backward", "decorator", "wrong"),
    [
        ("3 * x * x * g", "", set()),
        ("3 * (x * x).detach() * g", "", {"second grad x"}),
        ("(x ** 2 + 2 * x.detach() * x) * g", "", {"second grad x"}),
        ("2 * x * x * g", "", {"grad x", "second grad x"}),
    ],
)
def test_the_gradient_is_differentiated_again(made, backward, decorator, wrong):
    judge = made('gradients = ["x"]\ndouble_backward = true', reference=CUBE["reference"].replace("x.double()", "x"))
    report = submit(judge, "double", FUNCTION.format(backward=backward, decorator=decorator))
    assert failed_checks(report) == wrong


def test_without_the_switch_the_first_gradient_is_enough(made):
    judge = made(reference="def double(x):\n    return x ** 3\n")
    code = FUNCTION.format(backward="3 * (x * x).detach() * g", decorator="")
    assert submit(judge, "double", code)["verdict"] == "accepted"


def test_a_function_that_can_be_differentiated_only_once_is_told(made):
    judge = made('gradients = ["x"]\ndouble_backward = true', reference="def double(x):\n    return x ** 3\n")
    code = FUNCTION.format(backward="3 * x * x * g", decorator="@torch.autograd.function.once_differentiable")
    report = submit(judge, "double", code)
    assert failed_checks(report) == {"second grad x"}
    assert "cannot be differentiated again" in report["sentence"]


def test_a_linear_function_has_no_second_gradient(made):
    judge = made('gradients = ["x"]\ndouble_backward = true')
    assert submit(judge, "double", "def double(x):\n    return x + x\n")["verdict"] == "accepted"
    bent = "def double(x):\n    return x + x + (x - x.detach()) ** 2\n"
    assert failed_checks(submit(judge, "double", bent)) == {"second grad x"}


# ---- several outputs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("2 * x, (x * x)", set()),
        ("2 * x, (x * x).detach()", {"grad x"}),
        ("(2 * x).detach(), x * x", {"grad x"}),
        ("2 * x, x * x + x - x.detach()", {"grad x"}),
    ],
)
def test_the_gradient_of_every_output_counts(made, body, wrong):
    judge = made(reference="def double(x):\n    return 2 * x, x * x\n")
    assert failed_checks(submit(judge, "double", f"def double(x):\n    return {body}\n")) == wrong


NINJA = """\
def double(x):
    logits = x - x.max()
    counts = logits.exp()
    total = counts.sum()
    probs = counts / total
    return {"dlogits": 1 - probs, "dcounts": 1 / counts, "dtotal": -1 / total, "dx": probs - probs.mean()}
"""


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        ("1 - probs", "1 + probs", "dlogits"),
        ("1 / counts", "2 / counts", "dcounts"),
        ("-1 / total", "1 / total", "dtotal"),
        ("probs.mean()", "probs.sum()", "dx"),
        ("counts = logits.exp()", "counts = 2 * logits.exp()", "dcounts"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_first_wrong_one_of_named_intermediates_is_named(made, old, new, first, turned):
    """In the order of the reference, whatever the learner's."""
    judge = made("", reference=NINJA)
    code = NINJA.replace(old, new)
    if turned:
        code = code.replace("return {", "parts = {") + "    return dict(reversed(parts.items()))\n"
    report = submit(judge, "double", code)
    assert report["sentence"].startswith(f"Case “by hand”, {first}:")


# ---- backward passes written by hand -------------------------------------------------------------------------------

BY_HAND = """\
import torch

def double(x):
    return {"dx": x.double() * 2}

def forward_of_double(x):
    return {"dx": x}, lambda x: (x * x), torch.ones_like(x)
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "", None),
        ("* 2}", "* 2.001}", "dx is not what autograd gives for its forward"),
        ('{"dx": x},', '{"dy": x},', "names dy, which is none of the outputs"),
        ("forward_of_double", "forward_of_triple", "there is no function triple"),
        ("(x * x)", "torch.inf * x * x", "no entry of dx could be compared"),
        ("(x * x)", "Forged.apply(x)", "finite differences say"),
    ],
)
def test_a_reference_agrees_with_autograd_and_with_finite_differences(made, old, new, sentence):
    forged = """
class Forged(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return 3 * x

    @staticmethod
    def backward(ctx, g):
        return 2 * ctx.saved_tensors[0] * g
"""
    reference = BY_HAND.replace(old, new) if old else BY_HAND
    found = list(faults(made("", reference=reference + forged).problems["double"]))
    assert found == [] if sentence is None else sentence in found[0]


def test_a_kink_is_left_out_and_a_case_of_kinks_is_told(made):
    cases = """\
from torch import tensor
from app.judge.cases import Case

def cases():
    yield Case("by hand", "double", (tensor([0.0, 0.0]),), public=True)
"""
    reference = "import torch\n\ndef double(x):\n    return 0 * x.double()\n\n" + (
        "def forward_of_double(x):\n    return {'dx': x}, torch.relu, torch.ones_like(x)\n"
    )
    toml = '\n[outputs]\ndouble = ["dx"]\n'
    judge = made(toml, cases=cases, reference=reference)
    assert list(faults(judge.problems["double"])) == [
        "reference.py: no entry of dx could be compared with finite differences."
    ]


def test_an_accepted_function_whose_backward_is_wrong_fails_gradcheck(pool, tmp_path):
    """A custom autograd.Function is no different from any other code: gradcheck looks at it, by finite differences."""
    code = FUNCTION.replace("x ** 3", "2 * x").format(backward="2 * g + 0 * x", decorator="")
    wrong = code.replace("2 * g + 0", "2.01 * g + 0")
    for source, told in ((code, False), (wrong, True)):
        write(tmp_path / "double", {"submissions/accepted/b_product.py": source})
        found = [fault for fault in prove(tmp_path / "double", judge_of(tmp_path)).faults if "gradcheck" in fault]
        assert bool(found) is told, found


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [
        ("absents = ['x']", "Did you mean checks.absent?"),
        ("absent = 3", "checks.absent must be a list of texts"),
        ("absent = {doubel = ['x']}", "Did you mean checks.absent.double?"),
        ("double_backward = 1", "checks.double_backward must be true or false"),
    ],
)
def test_slips_are_told(tmp_path, checks, sentence):
    toml = DOUBLE["problem.toml"].replace('gradients = ["x"]', checks)
    with pytest.raises(BrokenProblem) as caught:
        load(write(tmp_path / "double", {"problem.toml": toml}))
    assert sentence in str(caught.value)
