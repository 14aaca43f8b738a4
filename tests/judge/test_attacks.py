"""The generic attacks: each is rejected where it changes something, and told where it is not."""

import pytest
from torch import Tensor

from app.catalog import Catalog
from app.judge.attacks import ATTACKS, attacked
from app.judge.oracle import Oracle, Problems
from app.judge.runner import flatten
from app.settings import ROOT
from tests.judge.bank import DOUBLE, write

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
    assert mounted(tmp_path) == (len(ATTACKS) - 1, [])  # there is no second input


def test_a_second_input_wants_its_gradient(tmp_path):
    files = cases("(randn(3, seed=0), randn(3, seed=1))")
    files["problem.toml"] = DOUBLE["problem.toml"].replace('["x"]', '["x", "y"]')
    for name in ("reference.py", "submissions/accepted/a_sum.py", "submissions/accepted/b_product.py"):
        files[name] = "def double(x, y):\n    return x + 2 * y\n"
    assert mounted(tmp_path, files) == (len(ATTACKS), [])


def test_what_no_case_can_tell_is_told(tmp_path):
    # The sums are said to be huge, so that any finite number fits into the band.
    _, faults = mounted(tmp_path, cases("(randn(3, seed=0),), scale=1e12"))
    told = {"nan", "cut from the graph", "the gradient of the first input only"}
    assert faults == accepted([name for name in NAMES if name not in told])


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
    assert mounted(tmp_path, files) == (len(ATTACKS) - 1, [])
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
    gradients = problem.checks.gradients and any(problem.checks.gradients.values())
    assert count >= (10 - is_one_number_of_one_tensor(oracle) if gradients else 3)


def is_one_number_of_one_tensor(oracle):
    """Then two attacks change nothing: the mean everywhere, and the gradient of the first input only."""
    prepared = oracle.prepared(0)
    outputs = [leaf.value for p in prepared for _, leaf in flatten(p.outputs)]
    single = all(isinstance(value, Tensor) and value.numel() == 1 for value in outputs)
    return single and all(len(p.gradients) == 1 for p in prepared)
