"""The mistakes that are put into a solution: each operator, on the line it is for."""

import ast
import warnings

import pytest

from app.judge.mutate import mutants
from app.settings import ROOT


def changes(body: str, signature: str = "f(x, dim)") -> list[str]:
    source = f"def {signature}:\n" + "".join(f"    {line}\n" for line in body.splitlines())
    return [mutant.change for mutant in mutants(source, "f")]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        # dimensions
        ("return x.sum(1)", "x.sum(1) → x.sum(0)"),
        ("return x.sum(1)", "x.sum(1) → x.sum(2)"),
        ("return x.sum(-1)", "x.sum(-1) → x.sum(-2)"),
        ("return x.sum(dim=-1)", "x.sum(dim=-1) → x.sum(dim=0)"),
        ("return x.sum(dim)", "x.sum(dim) → x.sum(dim - 1)"),
        ("return x.sum(axis=dim)", "x.sum(axis=dim) → x.sum(axis=dim + 1)"),
        ("return x.sum(1, keepdim=True)", "x.sum(1, keepdim=True) → x.sum(1, keepdim=False)"),
        # signs and numbers
        ("return -x", "-x → x"),
        ("return 0 * x", "0 * x → 1 * x"),
        ("return x ** 2", "x ** 2 → x ** 4"),
        ("return 0.5 * x", "0.5 * x → 1.0 * x"),
        ("return x * -1", "x * -1 → x * 1"),
        ("return x[:-1]", "x[:-1] → x[:-2]"),
        # epsilons
        ("return x / torch.sqrt(v + eps)", "torch.sqrt(v + eps) → torch.sqrt(v) + eps"),
        ("return x * (v + eps).rsqrt()", "(v + eps).rsqrt() → 1 / (v.sqrt() + eps)"),
        ("return x / (v + self.eps) ** 0.5", "(v + self.eps) ** 0.5 → v ** 0.5 + self.eps"),
        ("return x * (v + eps) ** -0.5", "(v + eps) ** (-0.5) → 1 / (v ** 0.5 + eps)"),
        ("return x / (s + 1e-8)", "s + 1e-08 → s"),
        # comparisons and logic
        ("return x < 0", "x < 0 → x <= 0"),
        ("return x < 0", "x < 0 → x >= 0"),
        ("return x >= 0", "x >= 0 → x > 0"),
        ("return x == 0", "x == 0 → x != 0"),
        ("return 1 if x is None else 2", "x is None → x is not None"),
        ("return a and b", "a and b → a or b"),
        ("return not x", "not x → x"),
        ("return ~x", "~x → x"),
        ("return a & b", "a & b → a | b"),
        ("if x:\n    dim = 1", "if x → if not x"),
        ("while dim > 0 and x:\n    dim -= 1", "dim > 0 and x → dim > 0 and (not x)"),
        # arithmetic
        ("return a + b", "a + b → a - b"),
        ("return a - b", "a - b → b - a"),
        ("return a * b", "a * b → a / b"),
        ("return a @ b", "a @ b → a * b"),
        ("return a @ b", "a @ b → b @ a"),
        ("x += dim", "x += dim → x -= dim"),
        # calls
        ("return x.exp()", "x.exp() → x"),
        ("return torch.exp(x)", "torch.exp(x) → x"),
        ("return self.proj(x)", "self.proj(x) → x"),
        ("return x.masked_fill(m, 0)", "x.masked_fill(m, 0) → x"),
        ("return x.gather(dim, t)", "x.gather(dim, t) → x.gather(t, dim)"),
        ("return x.sum(1)", "x.sum(1) → x.mean(1)"),
        ("return x.amax(1)", "x.amax(1) → x.amin(1)"),
        ("return max(x)", "max(x) → min(x)"),
        ("return x.triu(1)", "x.triu(1) → x.tril(1)"),
        ("return x.var(0)", "x.var(0) → x.var(0, correction=0)"),
        ("return x.var(0, correction=0)", "x.var(0, correction=0) → x.var(0)"),
        ("return x.var(0, unbiased=False)", "x.var(0, unbiased=False) → x.var(0, unbiased=True)"),
        ("return loss(x, reduction='sum')", "loss(x, reduction='sum') → loss(x, reduction='mean')"),
        # gradients
        ("return x", "return x → return without_gradient(x)"),
        ("return x", "return x → return with_half_gradient(x)"),
        ("return x, dim", "return (x, dim) → return (x, without_gradient(dim))"),
        ("y = x * x", "y = x * x → y = with_half_gradient(x * x)"),
        # statements
        ("y = x * x", "y = x * x → pass"),
        ("y = x * x", "y = x * x → return x * x"),
        ("y *= x", "y *= x → return y * x"),
        ("for i in x:\n    break", "break → continue"),
        ("with torch.no_grad():\n    x.add_(1)", "with torch.no_grad() → if True"),
    ],
)  # fmt: skip
def test_each_mistake_is_made(line, change):
    assert change in changes(line)


def test_defaults_are_changed_and_decorators_dropped():
    source = "@torch.no_grad()\ndef f(x, eps=1e-5, *, reduction='mean', flag=True):\n    return x\n"
    found = [mutant.change for mutant in mutants(source, "f")]
    assert {"f(eps=1e-05) → f(eps=2e-05)", "f(eps=1e-05) → f(eps=0.0)", "f(flag=True) → f(flag=False)"} <= set(found)
    assert "f(reduction='mean') → f(reduction='sum')" in found
    assert "@torch.no_grad() def f → def f" in found


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ('"""Words."""\nreturn x', "Words"),  # a docstring is no statement
        ("raise ValueError('1 is not 2')", "ValueError"),  # nor are the words of an error judged
        ("return torch.ones(2, device=x.device)", "device=x.device) → torch.ones(2)"),  # nothing changes on the CPU
        ("return torch.maximum(a, b)", "torch.maximum(b, a)"),  # the same
        ("return x.transpose(0, 1)", "x.transpose(1, 0)"),  # the same
        ("super().__init__()", "__init__() → super()"),
    ],
)
def test_nothing_pointless_is_made(body, never):
    assert not [change for change in changes(body) if never in change and "→ pass" not in change]


@pytest.mark.parametrize("path", sorted((ROOT / "problems").glob("*/submissions/accepted/*.py")), ids=str)
def test_mutants_are_distinct_programs_and_can_be_told_apart(path):
    source = path.read_text()
    found = mutants(source, path.stem)
    texts = [mutant.source for mutant in found]
    assert len(set(texts)) == len(texts) > 10
    assert ast.unparse(ast.parse(source)) not in texts
    named = [(mutant.change, mutant.occurrence) for mutant in found]
    assert len(set(named)) == len(named)
    for mutant in found:
        with warnings.catch_warnings(action="ignore", category=SyntaxWarning):
            compile(mutant.source, "mutant.py", "exec")
        assert 1 <= mutant.line <= len(source.splitlines())
        assert mutant.change.count("\n") == 0


@pytest.mark.parametrize(
    "body",
    ["y = x * 2\nreturn y", "if dim:\n    y = x * 2\nreturn y", "with a:\n    if dim:\n        y = x * 2\nreturn y"],
)
def test_what_is_returned_next_is_not_returned_early(body):
    assert "y = x * 2 → return x * 2" not in changes(body)
    assert "y = x * 2 → return x * 2" in changes(body.replace("return y", "y += 1\nreturn y"))
    assert "y = x * 2 → return x * 2" in changes("for i in x:\n    y = x * 2\nreturn y")


def test_the_same_change_in_two_places_is_counted():
    found = mutants("def f(x):\n    a = x + 1\n    return x + 1\n", "f")
    same = [(mutant.line, mutant.occurrence) for mutant in found if mutant.change == "x + 1 → x - 1"]
    assert same == [(2, 1), (3, 2)]


def test_lines_that_move_change_no_name():
    source = "def f(x):\n    return x.exp() + 1\n"
    moved = mutants("import torch\n\n\n" + source, "f")
    assert [mutant.change for mutant in mutants(source, "f")] == [mutant.change for mutant in moved]
