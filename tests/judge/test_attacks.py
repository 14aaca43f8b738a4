"""The generic attacks: each is rejected where it changes something, and told where it is not."""

import pytest
import torch
from torch import Tensor

from app.catalog import Catalog
from app.judge import disguise, each_gradient
from app.judge.attacks import ATTACKS, attacked
from app.judge.disguise import disguised
from app.judge.oracle import Oracle, Problems
from app.judge.trees import flatten
from app.settings import ROOT
from tests.judge.bank import DOUBLE, judge_of, write


@pytest.fixture
def real_judge_of(tmp_path):
    """A judge whose only problem is changed by some files."""

    def made(files):
        write(tmp_path / "double", files)
        return judge_of(tmp_path)

    return made


NAMES = [attack.name for attack in ATTACKS]


def mounted(tmp_path, files=None) -> tuple[int, list[str]]:
    write(tmp_path / "double", files or {})
    return attacked(Problems(Catalog(tmp_path))["double"])


def cases(*lines: str, functions: str = "double") -> dict[str, str | None]:
    head = (
        "import torch\nfrom torch import tensor, ones, zeros\nfrom app.judge.cases import Case, randn\n\ndef cases():\n"
    )
    return {
        "cases.py": head + "".join(f"    yield Case('{n}', '{functions}', {line})\n" for n, line in enumerate(lines))
    }


def accepted(names: list[str]) -> list[str]:
    return [f"the attack “{name}” is accepted." for name in names]


def test_all_that_apply_are_rejected(tmp_path):
    # There is no second input, to return or to be left without a gradient; and twice a cotangent is exact in float16.
    assert mounted(tmp_path) == (len(ATTACKS) - 3, [])


def test_a_second_input_wants_its_gradient(tmp_path):
    files = cases("(randn(3, seed=0), randn(3, seed=1))")
    files["problem.toml"] = DOUBLE["problem.toml"].replace('["x"]', '["x", "y"]')
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = "def double(x, y):\n    return x + 2 * y\n"
    assert mounted(tmp_path, files) == (len(ATTACKS) - 1, [])


def test_what_no_case_can_tell_is_told(tmp_path):
    # The sums are said to be huge, so that any finite number fits into the band.
    _, faults = mounted(tmp_path, cases("(randn(3, seed=0),), scale=1e12"))
    others = {"nan", "cut from the graph"}  # told all the same; the rest change nothing
    others |= {
        "the last argument",
        "the gradient of the first input only",
        "the gradient rounded to float16",
    }
    assert faults == accepted([name for name in NAMES if name not in others])


def test_a_thousandth_cannot_be_seen_in_half_precision_alone(tmp_path):
    _, faults = mounted(tmp_path, cases("(randn(3, seed=0, dtype=torch.bfloat16),)"))
    assert faults == accepted(["a thousandth more gradient"])


def test_where_no_gradient_is_compared_none_is_missed(tmp_path):
    count, faults = mounted(tmp_path, cases("(randn(3, seed=0),), gradients=()"))
    assert (count, faults) == (6, [])


def test_what_changes_nothing_does_not_apply(tmp_path):
    # Zeros are right, their mean and their float16 are zeros, and zero is the first argument: ones and nan remain.
    assert mounted(tmp_path, cases("(zeros(3),), gradients=()")) == (2, [])


IN_PLACE = "def double(x):\n    x.mul_(2)\n"


def test_a_function_that_writes_in_place_is_attacked_in_its_answer(tmp_path):
    toml = DOUBLE["problem.toml"].replace('gradients = ["x"]', 'out = ["x"]')
    files = cases("(randn(3, seed=0),)") | {"problem.toml": toml}
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = IN_PLACE
    count, faults = mounted(tmp_path, files)
    assert faults == []
    assert count == len({"zeros", "ones", "the mean everywhere", "nan", "rounded to float16"})


CLASS = """\
import torch
from torch import nn


class Twice:
    def __init__(self, number):
        self.number = number

    def __add__(self, other):
        return Twice(self.number + other.number)


class double(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(()))

    def forward(self, x):
        return (x + x) * self.weight
"""


def test_methods_of_modules_and_objects_of_own_classes_are_attacked(tmp_path):
    module = "def drive(solution, case):\n    return solution.double()(case.kwargs['x'])\n"
    files = cases("kwargs={'x': randn(3, seed=0)}") | {"drive.py": module}
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = CLASS
    assert mounted(tmp_path, files) == (len(ATTACKS) - 3, [])
    toml = DOUBLE["problem.toml"].replace('["double"]', '["Twice"]').replace('gradients = ["x"]', "")
    added = "def drive(solution, case):\n    a = solution.Twice(case.kwargs['x'])\n    return (a + a).number\n"
    files |= cases("kwargs={'x': 0.3}", functions="Twice") | {"drive.py": added, "problem.toml": toml}
    assert mounted(tmp_path, files) == (5, [])  # zeros, ones, the first argument, nan, float16


@pytest.mark.parametrize("slug", sorted(Catalog(ROOT / "problems")))
def test_every_problem_of_the_bank_rejects_them(slug):
    problem = Catalog(ROOT / "problems")[slug]
    oracle = Oracle(problem)
    count, faults = attacked(oracle)
    assert faults == []
    assert each_gradient.attacked(oracle)[1] == []
    gradients = problem.checks.gradients and any(problem.checks.gradients.values())
    assert count >= (10 - is_one_number_of_one_tensor(oracle) if gradients else 3)


def is_one_number_of_one_tensor(oracle):
    """Then two attacks change nothing: the mean everywhere, and the gradient of the first input only."""
    prepared = oracle.prepared(0)
    outputs = [leaf.value for p in prepared for _, leaf in flatten(p.outputs)]
    single = all(isinstance(value, Tensor) and value.numel() == 1 for value in outputs)
    return single and all(len(p.gradients) == 1 for p in prepared)


# ---- one gradient at a time ------------------------------------------------------------------------------------------


def each(tmp_path, body: str, *lines: str, **changes: str) -> tuple[int, list[str]]:
    """`body` is what reference and solutions do with x and y."""
    files = cases(*lines) | {"problem.toml": DOUBLE["problem.toml"].replace('["x"]', '["x", "y"]')}
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = f"def double(x, y):\n    {body}\n"
    write(tmp_path / "double", files | changes)
    return each_gradient.attacked(Problems(Catalog(tmp_path))["double"])


PAIR = "(randn(3, seed=0), randn(3, seed=1))"


def test_each_gradient_is_attacked_beside_the_others(tmp_path):
    assert each(tmp_path, "return x + 2 * y", PAIR) == (2 * len(each_gradient.SPOILS), [])


def test_a_gradient_below_the_rounding_of_the_cotangent_is_judged_by_nothing(tmp_path):
    count, faults = each(tmp_path, "return x + 1e-9 * y", PAIR)
    assert count == len(each_gradient.SPOILS) + 1  # no gradient at all is told by its absence
    told = ("half of it", "a thousandth more", "zeros")
    assert faults == [
        f"the gradient of `y` in double may be wrong, and all else right: {word} is accepted." for word in told
    ]


def test_a_gradient_that_is_zero_everywhere_cannot_be_spoiled(tmp_path):
    assert each(tmp_path, "return x + 0 * y", PAIR) == (len(each_gradient.SPOILS), [])


def test_second_gradients_are_attacked_too(tmp_path):
    toml = DOUBLE["problem.toml"].replace('["x"]', '["x"]\ndouble_backward = true')
    count, faults = each(tmp_path, "return x**3 + y", PAIR, **{"problem.toml": toml})
    assert (count, faults) == (2 * len(each_gradient.SPOILS), [])


def test_what_a_driver_calls_is_attacked_call_by_call(tmp_path):
    """Two functions with lists of their own: each gradient counts where its own function is called."""
    toml = DOUBLE["problem.toml"].replace('["double"]', '["double", "half"]')
    files = {
        "problem.toml": toml.replace('gradients = ["x"]', 'gradients = {double = ["x"], half = ["y"]}'),
        "cases.py": (
            "from app.judge.cases import Case, randn\n\ndef cases():\n"
            "    pair = {'x': randn(3, seed=0), 'y': randn(3, seed=1)}\n"
            "    for call in ('double', 'half', 'both'):\n        yield Case(call, call, kwargs=pair)\n"
        ),
        "drive.py": (
            "def drive(solution, case):\n    x, y = case.kwargs['x'], case.kwargs['y']\n"
            "    found = {'double': solution.double(x), 'half': solution.half(y)}\n"
            "    return found.get(case.call, list(found.values()))\n"
        ),
    }
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = "def double(x):\n    return 2 * x\n\n\ndef half(y):\n    return y / 2\n"
    write(tmp_path / "double", files)
    oracle = Problems(Catalog(tmp_path))["double"]
    assert [prepared.gradients for prepared in oracle.prepared(0)] == [("x",), ("y",), ("x", "y")]
    assert each_gradient.attacked(oracle) == (4 * len(each_gradient.SPOILS), [])
    assert attacked(oracle)[1] == []


# ---- the built-in by another name ------------------------------------------------------------------------------------


def test_forbidden_names_are_put_together_when_the_code_runs():
    source = "import torch\n\ndef f(x):\n    return torch.softmax(x, -1) + torch.exp(x)\n"
    assert "getattr(torch, 'sof' + 'tmax')(x, -1) + torch.exp(x)" in (disguised(source, ["*softmax*"]) or "")
    imported = "from torch import exp, softmax as s\n\ndef f(x):\n    return s(exp(x), -1)\n"
    shown = disguised(imported, ["*softmax*"]) or ""
    assert "from torch import exp\n" in shown
    x = torch.tensor([1.0, 2.0])
    names: dict[str, object] = {}
    exec(shown, names)
    assert torch.equal(names["f"](x), torch.softmax(x.exp(), -1))  # type: ignore[operator]


def test_what_uses_nothing_forbidden_needs_no_disguise():
    assert disguised("import torch\n\ndef f(x):\n    return torch.exp(x)\n", ["*softmax*"]) is None
    assert disguised("def softmax(x):\n    return x\n", ["*softmax*"]) is None


BUILT_IN = "import torch\n\n\ndef double(x):\n    return {}(x, -1) * 0 + 2 * x\n"


def test_a_built_in_by_another_name_must_be_stopped(real_judge_of):
    """A name in torch that no operator stands for, and that nothing watches, is reached all the same."""
    judge = real_judge_of({"reference.py": BUILT_IN.format("torch.softmax")})
    assert disguise.attacked(judge.problems["double"], judge) == (1, [])
    toml = DOUBLE["problem.toml"].replace("*softmax*", "overrides")
    judge = real_judge_of({"problem.toml": toml, "reference.py": BUILT_IN.format("torch.overrides.torch.softmax")})
    rejected, faults = disguise.attacked(judge.problems["double"], judge)
    assert rejected == 0
    assert faults == ["the attack “the built-in by another name” is not stopped: accepted, Every case passes."]
