"""What a problem forbids: found in the source with its line, and stopped when it runs, whatever name it goes by."""

import ast
import textwrap

import pytest
import torch

from app.judge.forbidden import matches, operator_name, scan, targets

SOFTMAX = ("*softmax*", "*logsumexp*")


def found(source: str, patterns=SOFTMAX) -> list[tuple[str, int]]:
    return scan(ast.parse(textwrap.dedent(source)), list(patterns))


# ---- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["softmax", "Softmax", "log_softmax", "LogSoftmax", "Softmax2d", "softmax_backward_data"]
)
def test_case_and_underscores_do_not_matter(name):
    assert matches(name, ["*softmax*"])


@pytest.mark.parametrize("name", ["softplus", "max", "soft", "softmin"])
def test_what_only_resembles_is_free(name):
    assert not matches(name, ["*softmax*"])


def test_a_pattern_without_stars_is_a_whole_name():
    assert matches("layer_norm", ["LayerNorm"])
    assert not matches("native_layer_norm", ["LayerNorm"])


def test_an_operator_is_called_by_its_public_name():
    assert operator_name("aten::_softmax.out") == "softmax"
    assert operator_name("aten::softmax.int") == "softmax"


# ---- in the source -------------------------------------------------------------------------------------------------

REACHED = {
    "by the module": ("import torch\ntorch.softmax(x, 0)", ("torch.softmax", 2)),
    "by an alias of the module": ("import torch as t\nt.softmax(x, 0)", ("torch.softmax", 2)),
    "by functional": ("import torch.nn.functional as F\n\nF.softmax(x)", ("F.softmax", 3)),
    "by functional from nn": ("from torch.nn import functional as G\nG.log_softmax(x)", ("F.log_softmax", 2)),
    "by the full path": ("import torch\ntorch.nn.functional.softmax(x)", ("F.softmax", 2)),
    "by a submodule's import": ("import torch.nn.functional\ntorch.nn.functional.softmax(x)", ("F.softmax", 2)),
    "as a class": ("from torch import nn\nnn.Softmax(0)", ("torch.nn.Softmax", 2)),
    "imported": ("from torch import softmax", ("torch.softmax", 1)),
    "imported under another name": ("from torch.nn.functional import softmax as s", ("F.softmax", 1)),
    "by a name for the module": ("import torch\nt = torch\nt.softmax(x)", ("torch.softmax", 3)),
    "by a name for functional": ("import torch\nF = torch.nn.functional\nF.softmax(x)", ("F.softmax", 3)),
    "without a call": ("import torch\nf = torch.softmax", ("torch.softmax", 2)),
    "inside a function": ("import torch\ndef f(x):\n    return torch.softmax(x, 0)", ("torch.softmax", 3)),
    "imported inside a function": ("def f(x):\n    from torch import logsumexp\n    return x", ("torch.logsumexp", 2)),
    "in a lambda": ("import torch\nf = lambda x: torch.softmax(x, 0)", ("torch.softmax", 2)),
    "as a default": ("import torch\ndef f(x, g=torch.softmax):\n    return g(x)", ("torch.softmax", 2)),
    "as a decorator": ("import torch\n@torch.softmax\ndef f(x): pass", ("torch.softmax", 2)),
    "in a class": ("import torch\nclass A:\n    f = torch.softmax", ("torch.softmax", 3)),
    "in a comprehension": ("import torch\n[torch.softmax(x, 0) for x in y]", ("torch.softmax", 2)),
    "in an f-string": ("import torch\nf'{torch.softmax(x, 0)}'", ("torch.softmax", 2)),
    "as a value with an annotation": ("import torch\nf: object = torch.softmax", ("torch.softmax", 2)),
    "by the operators": ("import torch\ntorch.ops.aten._softmax(x, 0, False)", ("torch.ops.aten._softmax", 2)),
    "by a star": ("from torch.nn.functional import *\nsoftmax(x, 0)", ("torch.softmax", 2)),
    "in an if": ("import torch\nif x:\n    torch.softmax(x, 0)", ("torch.softmax", 3)),
    "by a walrus": ("import torch\n(f := torch.softmax)(x)", ("torch.softmax", 2)),
    "in an async function": ("import torch\nasync def f(x):\n    return torch.softmax(x, 0)", ("torch.softmax", 3)),
    "across lines": ("import torch\ny = (torch\n     .softmax(x, 0))", ("torch.softmax", 2)),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), REACHED.values(), ids=REACHED)
def test_the_source_is_searched_for_what_is_reached_from_torch(source, expected):
    assert found(source) == [expected]


HONEST = {
    "an own function of that name": "def softmax(x, dim):\n    return x\n\n\ny = softmax(1, 2)",
    "an own function with a star import": "from torch import *\ndef softmax(x):\n    return exp(x)\nsoftmax(x)",
    "an own method": "class A:\n    def softmax(self): pass\nA().softmax()",
    "an own class": "class Softmax:\n    pass\nSoftmax()",
    "a variable": "softmax = 3\nlogsumexp = softmax + 1",
    "a comment": "# torch.softmax would do\nx = 1",
    "a string": "import torch\ns = 'torch.softmax(x)'",
    "a docstring": "import torch\ndef f(x):\n    '''Like torch.softmax.'''",
    "an annotation of an argument": "import torch\ndef f(x: torch.nn.Softmax, *a: torch.nn.Softmax): pass",
    "an annotation of a result": "import torch\ndef f() -> torch.nn.Softmax: pass",
    "an annotation of a result of an async function": "import torch\nasync def f() -> torch.nn.Softmax: pass",
    "an annotation of a variable": "import torch\nf: torch.nn.Softmax",
    "a main guard": "import torch\nif __name__ == '__main__':\n    print(torch.softmax(x, 0))",
    "another library": "import jax\njax.softmax(x)",
    "a module named like it": "import torchx\ntorchx.softmax(x)",
    "what resembles": "import torch\ntorch.softmin if False else torch.nn.functional.softplus(x)",
    "nothing": "",
}


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_honest_code_is_left_alone(source):
    assert found(source) == []


def test_every_line_is_told_once_and_in_order():
    source = "import torch\nb = torch.logsumexp(x, 0)\na = torch.softmax(x, 0) + torch.softmax(x, 1)\n"
    assert found(source) == [("torch.logsumexp", 2), ("torch.softmax", 3)]


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ntorch.autograd.grad(y, x)",
        "from torch import autograd\nautograd.grad(y, x)",
        "from torch.autograd import grad",
        "from torch.autograd import backward as b",
        "import torch.autograd as ag\nag.backward(y)",
        "from torch.autograd.functional import jacobian",
        "y.grad_fn(g)",
    ],
)
def test_the_engine_is_found_in_the_source(source):
    assert found(source, ["autograd"])


@pytest.mark.parametrize(
    "source",
    [
        "import torch\nwith torch.no_grad():\n    pass",
        "import torch\n@torch.no_grad()\ndef f(x): return x",
        "import torch\ntorch.set_grad_enabled(False)\ntorch.enable_grad()\ntorch.inference_mode()",
        "import torch\nx.requires_grad_()\nx.grad = None\nx.detach()",
        "import torch\nclass F(torch.autograd.Function):\n    pass",
        "from torch.autograd import Function\nclass F(Function): pass",
        "from torch import autograd\nclass F(autograd.Function): pass",
        "from torch.autograd.function import once_differentiable",
    ],
)
def test_what_only_lives_beside_the_engine_is_left_alone(source):
    assert found(source, ["autograd"]) == []


# ---- when it runs --------------------------------------------------------------------------------------------------


def test_a_pattern_stands_for_operators_functions_and_classes():
    meant = targets(("*softmax*",))
    assert {"aten::softmax.int", "aten::_softmax", "aten::_softmax.out"} <= set(meant["operators"])
    assert {"softmax", "log_softmax", "gumbel_softmax"} <= {name for _, name in meant["functions"]}
    assert {"Softmax", "LogSoftmax", "Softmax2d"} <= set(meant["classes"])
    assert meant["autograd"] is False


def test_autograd_is_no_operator():
    meant = targets(("autograd",))
    assert meant["autograd"] is True
    assert list(meant["operators"]) == ["aten::_make_dual", "aten::_backward"], "where forward mode begins; the engine"
    assert not any(meant[kind] for kind in ("functions", "helpers", "classes", "decompositions"))


EVASIONS = {
    "spelled at run time": 'getattr(torch, "soft" + "max")(x, 0)',
    "a method of the tensor": "x.softmax(0)",
    "a method of the class": "type(x).softmax(x, 0)",
    "by the operators": 'getattr(torch.ops.aten, "_soft" + "max")(x, 0, False)',
    "by the composite operator": 'getattr(torch.ops.aten, "soft" + "max").int(x, 0)',
    "by an out argument": 'getattr(torch.ops.aten, "_soft" + "max").out(x, 0, False, out=torch.empty(3))',
    "by the functional module": 'getattr(torch.nn.functional, "soft" + "max")(x, 0)',
    "by a module": 'getattr(torch.nn, "Soft" + "max")(0)(x)',
    "by a module in a container": 'torch.nn.Sequential(torch.nn.Identity(), getattr(torch.nn, "Soft" + "max")(0))(x)',
    "by importlib": 'import importlib; getattr(importlib.import_module("torch.nn.functional"), "softm" + "ax")(x, 0)',
    "by the dict of a module": 'vars(torch)["soft" + "max"](x, 0)',
    "by the C module": 'getattr(torch._C._nn, "log_soft" + "max", getattr(torch, "log_soft" + "max"))(x, 0)',
    "by special": 'getattr(torch.special, "soft" + "max")(x, 0)',
    "by exec": 'exec("import torch; torch.softm" + "ax(x, 0)", {"x": x})',
    "by eval": 'eval("x.soft" + "max(0)")',
    "by a partial": 'import functools; functools.partial(getattr(torch, "soft" + "max"), dim=0)(x)',
    "by vmap": "torch.vmap(lambda row: row.softmax(0))(x.expand(2, 3))",
    "by torch.func": "torch.func.functionalize(lambda v: v.softmax(0))(x)",
    "by its logarithm": "x.log_softmax(0).exp()",
    "by logsumexp": "(x - x.logsumexp(0)).exp()",
    "by cross entropy": 'torch.nn.functional.cross_entropy(x, torch.tensor(0))',
    "by a distribution": "torch.distributions.Categorical(logits=x).probs",
    "inside a checkpoint": "torch.utils.checkpoint.checkpoint(lambda v: v.softmax(0), x, use_reentrant=False)",
    "in a dtype of its own": "x.half().softmax(0)",
    "in float64": "x.double().softmax(0)",
    "as a sparse tensor": 'getattr(torch.sparse, "soft" + "max")(x.to_sparse(), 0)',
    "for a graph": "x.requires_grad_().softmax(0)",
}  # fmt: skip


@pytest.mark.parametrize("call", EVASIONS.values(), ids=EVASIONS)
def test_a_forbidden_operator_is_caught_when_it_runs(runner, call):
    answer = runner.load(f"import torch\nx = torch.ones(3)\n{call}\n", forbid=SOFTMAX)
    assert "caught" in answer, answer
    assert answer["caught"]["line"] == 3


def test_a_forbidden_operator_is_told_before_the_code_can_swallow_the_exception(runner):
    answer = runner.load(
        """
        import torch
        try:
            torch.ones(3).softmax(0)
        except BaseException:
            pass
        """,
        forbid=SOFTMAX,
    )
    assert answer["caught"]["line"] == 4


def test_a_thread_is_no_way_round(runner):
    answer = runner.load(
        """
        import threading, torch
        t = threading.Thread(target=lambda: torch.ones(3).softmax(0))
        t.start()
        t.join()
        """,
        forbid=SOFTMAX,
    )
    assert "caught" in answer


def test_backward_is_no_way_round(runner):
    answer = runner.load(
        """
        import torch

        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x.clone()

            @staticmethod
            def backward(ctx, g):
                return g.softmax(0)

        F.apply(torch.ones(3, requires_grad=True)).sum().backward()
        """,
        forbid=SOFTMAX,
    )
    assert "caught" in answer


def test_scripted_code_is_no_way_round(runner):
    """Scripted code calls operators without Python in between."""
    graph = """graph(%x : Tensor):
  %d : int = prim::Constant[value=0]()
  %n : NoneType = prim::Constant()
  %y : Tensor = aten::softmax(%x, %d, %n)
  return (%y)"""
    answer = runner.load(
        f"import torch\ng = torch._C.parse_ir('''{graph}''')\n"
        "f = torch._C._create_function_from_graph('f', g)\nf(torch.ones(3))\n",
        forbid=SOFTMAX,
    )
    assert "caught" in answer, answer


def test_what_is_not_forbidden_runs_as_ever(runner):
    answer = runner.load(
        """
        import torch
        x = torch.tensor([0.0, 1.0], requires_grad=True)
        y = x.exp() / x.exp().sum()
        y[0].backward()
        assert abs(x.grad[0] - y[0] * (1 - y[0])) < 1e-6
        assert torch.nn.functional.relu(x).sum() == 1
        assert torch.nn.Linear(2, 2)(x).shape == (2,)
        """,
        forbid=(*SOFTMAX, "*layer_norm*"),
    )
    assert answer == {"loaded": True}


def test_a_module_that_is_only_defined_is_no_crime(runner):
    """An own class may be called as torch's is, and derive from nn.Module."""
    answer = runner.load(
        """
        import torch
        from torch import nn

        class Softmax(nn.Module):
            def forward(self, x):
                return x.exp() / x.exp().sum()

        assert Softmax()(torch.zeros(2)).tolist() == [0.5, 0.5]
        """,
        forbid=SOFTMAX,
    )
    assert answer == {"loaded": True}


ENGINES = {
    "backward": "y.backward()",
    "grad": 'getattr(torch, "auto" + "grad").grad(y, x)',
    "torch.func.grad": "torch.func.grad(lambda v: (v * v).sum())(x)",
    "torch.func.vjp": "torch.func.vjp(lambda v: (v * v).sum(), x)[1](torch.tensor(1.0))",
    "torch.func.jacrev": "torch.func.jacrev(lambda v: v * v)(x)",
    "torch.func.jvp": "torch.func.jvp(lambda v: v * v, (x.detach(),), (x.detach(),))",
    "torch.func.jacfwd": "torch.func.jacfwd(lambda v: v * v)(x.detach())",
    "the engine itself": 'getattr(torch, "auto" + "grad").Variable._execution_engine.run_backward((y,), (), 0, 0, ())',
}  # fmt: skip


@pytest.mark.parametrize("call", ENGINES.values(), ids=ENGINES)
def test_the_engine_is_stopped_by_every_name(runner, call):
    source = f"import torch\nx = torch.ones(3, requires_grad=True)\ny = (x * x).sum()\n{call}\n"
    answer = runner.load(source, forbid=("autograd",))
    assert "autograd" in answer["caught"]["name"], answer
    assert answer["caught"]["line"] == 4


def test_building_a_graph_is_not_forbidden(runner):
    answer = runner.load(
        "import torch\nx = torch.ones(3, requires_grad=True)\nwith torch.no_grad():\n    x * 2\n(x * 2).detach()\n",
        forbid=("autograd",),
    )
    assert answer == {"loaded": True}


def test_the_judge_s_own_backward_pass_is_not_stopped_by_its_guard(hand_in):
    """relu-by-mask forbids the engine and has its gradients checked."""
    code = """
        import torch

        def relu(x):
            return torch.where(x > 0, x, torch.where(x.isnan(), x, 0))

        def relu_backward(grad_output, x):
            return torch.where(x > 0, grad_output, 0)
        """
    report = hand_in(code, "relu-by-mask", mode="run")
    checked = {check["name"] for case in report["cases"] for check in case["checks"]}
    assert "grad x" in checked
    assert report["verdict"] == "accepted", report["sentence"]


def test_after_the_judge_s_own_backward_pass_the_engine_is_stopped_again(hand_in):
    """A submission that behaves in the first case and calls the engine in the second is caught in the second."""
    code = """
        import torch
        calls = []

        def relu(x):
            calls.append(1)
            if len(calls) > 1:
                v = x.detach().requires_grad_()
                (v * v).sum().backward()
            return torch.where(x > 0, x, torch.where(x.isnan(), x, 0))

        def relu_backward(grad_output, x):
            return torch.where(x > 0, grad_output, 0)
        """
    report = hand_in(code, "relu-by-mask")
    assert report["verdict"] == "forbidden_api"
    assert report["forbidden"][0]["line"] == 9


def test_the_guard_of_a_runner_does_not_reach_this_process():
    assert torch.ones(2).softmax(0).tolist() == [0.5, 0.5]
    x = torch.ones(1, requires_grad=True)
    (x * x).sum().backward()
    assert x.grad is not None
