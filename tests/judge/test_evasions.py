"""Ways round what a problem forbids, each of which is stopped in a real runner with the line to blame; and honest code
beside them, which never is. What a program may be called is in the id of its row."""

import ast
import textwrap

import pytest

from app.judge.explain import forbidden, forbidden_sentence
from app.judge.forbidden import scan

SOFTMAX = ("*softmax*", "*logsumexp*")
ENGINE = ("autograd",)
INIT = ("*kaiming*", "*xavier*", "*calculate_*")
TENSOR = ("*tensor*", "asarray", "full*")
SHAPES = ("*broadcast*", "*expand*")
PRODUCTS = ("*matmul*", "*mm")
ATTENTION = ("*attention*", "*multihead*")
NORMS = ("*layernorm*", "*batchnorm*", "*groupnorm*", "*instancenorm*", "*rmsnorm*")
RELU = ("*relu*", "*threshold*")
LINEAR = ("*linear*",)
TANH = ("*tanh*",)
DROPOUT = ("*dropout*",)
NUMPY = ("numpy",)

# name → what is forbidden, the program, the number of its line that is to blame. Line 1 imports torch, line 2 makes x.
EVASIONS = {
    "a shape from the meta device": (PRODUCTS, 'x.to("meta") @ x.to("meta")', 3),
    "a view of a meta tensor": (SHAPES, 'getattr(x.to("meta"), "ex" + "pand")(3, 2, 2)', 3),
    "an operator of the meta device": (SOFTMAX, 'getattr(x.to("meta"), "soft" + "max")(0)', 3),
    "a fake tensor": (
        SOFTMAX,
        """
        from torch._subclasses.fake_tensor import FakeTensorMode
        with FakeTensorMode() as mode:
            mode.from_tensor(x).softmax(0)""", 5,
    ),
    "nn.init": (INIT, 'getattr(torch.nn.init, "kai" + "ming_normal_")(x)', 3),
    "nn.init by an old name": (INIT, 'getattr(torch.nn.init, "kai" + "ming_normal")(x)', 3),
    "the gain of nn.init": (INIT, 'getattr(torch.nn.init, "calc" + "ulate_gain")("relu")', 3),
    "nn.init by __import__": (
        INIT, '__import__("torch.nn.init", fromlist=["x"]).__dict__["kaim" + "ing_uniform_"](x)', 3,
    ),
    "nn.init in a partial": (
        INIT, 'import functools\nfunctools.partial(getattr(torch.nn.init, "xav" + "ier_normal_"), x)()', 4,
    ),
    "nn.init through map": (INIT, 'list(map(vars(torch.nn.init)["kaiming" + "_uniform_"], [x]))', 3),
    "a constructor that is no operator": (TENSOR, 'getattr(torch, "ten" + "sor")([1])', 3),
    "its neighbour": (TENSOR, 'getattr(torch, "as_ten" + "sor")([1])', 3),
    "its array form": (TENSOR, 'getattr(torch, "as" + "array")([1])', 3),
    "the class itself": (TENSOR, 'getattr(torch, "Ten" + "sor")([1.0])', 3),
    "the type of a tensor": (TENSOR, "type(x)([1.0])", 3),
    "an old typed constructor": (TENSOR, 'getattr(torch, "LongTen" + "sor")([1])', 3),
    "a method that is no operator": (TENSOR, "x.new_tensor([1])", 3),
    "the constructor in C": (TENSOR, 'getattr(torch._C._VariableFunctions, "ten" + "sor")([1])', 3),
    "the constructor from its class": (
        TENSOR, 'vars(torch._C._VariableFunctionsClass)["as_ten" + "sor"].__func__([1])', 3,
    ),
    "a method of the class below": (TENSOR, 'torch._C.TensorBase.__dict__["new_ten" + "sor"](x, [1])', 3),
    "Python's math": (TANH, 'import math\nmath.tanh(1.0)', 4),
    "Python's math by a star": (TANH, 'from math import *\ntanh(1.0)', 4),
    "Python's math by name": (TANH, 'import math\ngetattr(math, "ta" + "nh")(1.0)', 4),
    "Python's math for complex numbers": (TANH, 'from cmath import tanh as f\nf(1.0)', 3),
    "NumPy": (TANH, 'import numpy as np\nnp.tanh(1.0)', 4),
    "NumPy by name": (TANH, 'getattr(__import__("numpy"), "ta" + "nh")(1.0)', 3),
    "NumPy on shapes": (SHAPES, 'import numpy\ngetattr(numpy, "broad" + "cast_shapes")((2, 1), (2,))', 4),
    "NumPy's matrices": (("ones", "rand*"), 'import numpy\ngetattr(numpy.random, "ra" + "nd")(2, 2)', 4),
    "NumPy's operators": (NUMPY, "import numpy as np\n(np.arange(2).reshape(2, 1) + np.arange(3)).shape", 4),
    "NumPy's class": (NUMPY, "from numpy import ndarray\nndarray((2, 2))", 3),
    "NumPy by __import__": (NUMPY, '__import__("num" + "py").arange(3)', 3),
    "a module of NumPy's": (NUMPY, 'import importlib\nimportlib.import_module("num" + "py.linalg").inv', 4),
    "NumPy pickled": (NUMPY, 'import pickle\npickle.loads(b"cnum" + b"py\\narange\\n.")', 4),
    "NumPy in torch": (NUMPY, 'getattr(torch.storage, "np").arange(3)', 3),
    "a tensor's array": (NUMPY, "x.numpy().shape", 3),
    "a tensor's array by its protocol": (NUMPY, "x.__array__()", 3),
    "a function on shapes": (SHAPES, 'getattr(torch, "broad" + "cast_shapes")((2, 1), (2,))', 3),
    "where that one lives": (SHAPES, 'getattr(torch.functional, "broad" + "cast_shapes")((2, 1), (2,))', 3),
    "its copy in _refs": (
        SHAPES, 'import torch._refs\ngetattr(torch._refs, "_broad" + "cast_shapes")((2, 1), (2,))', 4,
    ),
    "the C functions of nn": (LINEAR, 'getattr(torch._C._nn, "lin" + "ear")(x, x)', 3),
    "an operator with a second kernel": (LINEAR, 'getattr(torch.ops.aten, "lin" + "ear")(x, x)', 3),
    "a layer's subclass": (LINEAR, 'class M(getattr(torch.nn, "Lin" + "ear")):\n    pass\nM(2, 2)', 5),
    "a layer from its module": (ATTENTION, 'getattr(torch.nn.modules.activation, "MultiheadAtt" + "ention")(2, 1)', 3),
    "a larger layer": (ATTENTION, "torch.nn.TransformerEncoderLayer(2, 1)", 3),
    "an operator behind an operator": (
        ATTENTION, 'a = x[None, None]\ngetattr(torch.ops.aten, "_scaled_dot_product_att" + "ention_math")(a, a, a)', 4,
    ),
    "an operator of oneDNN": (
        LINEAR, 'getattr(torch.ops.mkldnn, "_lin" + "ear_pointwise")(x, x, None, "none", [], "")', 3,
    ),
    "an operator that operators are made of": (TANH, 'getattr(torch.ops.prims, "ta" + "nh")(x)', 3),
    "torch._VF": (NORMS, 'getattr(torch._VF, "layer_" + "norm")(x, [2])', 3),
    "a compiled unit": (
        SOFTMAX,
        """
        source = "def f(x: Tensor):\\n    return torch.soft" + "max(x, 0)\\n"
        torch.jit.CompilationUnit(source).f(x)""", 4,
    ),
    "a trace": (SOFTMAX, "torch.jit.trace(lambda v: v.softmax(0), x)", 3),
    "a graph of torch.fx": (SOFTMAX, "import torch.fx\ntorch.fx.symbolic_trace(lambda v: v.softmax(0))(x)", 4),
    "make_fx": (
        SOFTMAX, "from torch.fx.experimental.proxy_tensor import make_fx\nmake_fx(lambda v: v.softmax(0))(x)", 4,
    ),
    "torch.compile": (SOFTMAX, 'torch.compile(lambda v: v.softmax(0), backend="eager")(x)', 3),
    "a dispatch mode": (
        SOFTMAX,
        """
        from torch.utils._python_dispatch import TorchDispatchMode
        class Mode(TorchDispatchMode):
            def __torch_dispatch__(self, function, types, args=(), kwargs=None):
                return function(*args, **(kwargs or {}))
        with Mode():
            x.softmax(0)""", 8,
    ),
    "a masked tensor's function": (SOFTMAX, 'import torch.masked\ngetattr(torch.masked, "soft" + "max")(x, 0)', 4),
    "a loss that is made of it": (SOFTMAX, "torch.nn.CrossEntropyLoss()(x, x)", 3),
    "an unknown dropout": (DROPOUT, 'getattr(torch.nn.functional, "alpha_drop" + "out")(x)', 3),
    "a method by methodcaller": (RELU, 'import operator\noperator.methodcaller("re" + "lu")(x)', 4),
    "a walrus": (RELU, '(f := getattr(torch, "re" + "lu"))(x)', 3),
    "in place": (RELU, 'getattr(x, "re" + "lu_")()', 3),
    "a subclass of Tensor": (RELU, "class T(torch.Tensor):\n    pass\nx.as_subclass(T).relu()", 5),
    "vmap on a method": (RELU, "torch.vmap(torch.Tensor.__dict__.get('relu', type(x).relu))(x)", 3),
    "what a door keeps from others": (
        INIT,
        """
        door = getattr(torch.nn.init, "kai" + "ming_normal_")
        for cell in door.__closure__:
            if callable(cell.cell_contents):
                cell.cell_contents(x)""", 6,
    ),
    "a hook of a module": (
        RELU, "m = torch.nn.Identity()\nm.register_forward_hook(lambda m, i, o: o.relu())\nm(x)", 4,
    ),
    "a hook on a gradient": (
        RELU, "x.requires_grad_()\nx.register_hook(lambda g: g.relu())\nx.sum().backward()", 4,
    ),
    "a hook on what is saved": (
        RELU,
        """
        from torch.autograd.graph import saved_tensors_hooks
        with saved_tensors_hooks(lambda t: t.relu(), lambda t: t):
            x.requires_grad_() * x""", 4,
    ),
    "a backward of one's own": (
        RELU,
        """
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x * 1
            @staticmethod
            def backward(ctx, g):
                return g.relu()
        F.apply(x.requires_grad_()).sum().backward()""", 9,
    ),
    "a finalizer": (RELU, "class Q:\n    def __del__(self):\n        x.relu()\nQ()", 5),
    "a generator": (RELU, "next(x.relu() for _ in [0])", 3),
    "a thread without a line of its own": (
        RELU,
        """
        import threading
        thread = threading.Thread(target=getattr(torch, "re" + "lu"), args=(x,))
        thread.start()
        thread.join()""", (5, 6),
    ),
    "a pool of threads": (
        RELU,
        """
        from concurrent.futures import ThreadPoolExecutor
        ThreadPoolExecutor(1).submit(type(x).relu, x).result()""", 4,
    ),
    "below autograd": (RELU, "with torch._C._AutoDispatchBelowAutograd():\n    x.relu()", 4),
    "in inference mode": (RELU, "with torch.inference_mode():\n    x.relu()", 4),
    "a recurrent layer": (RELU, 'torch.nn.RNN(2, 2, nonlinearity="re" + "lu")(x)', 3),
    "another engine": (
        ENGINE, 'e = getattr(torch._C, "_Imperative" + "Engine")()\ne.run_backward((x,), (x,), False, False, (x,))', 4,
    ),
    "the engine's class, which every class leads to": (
        ENGINE,
        """
        (engine,) = [c for c in object.__subclasses__() if c.__name__ == "_EngineBase"]
        engine().run_backward((x.requires_grad_() * 2,), (x.detach(),), False, False, (x,))""", 4,
    ),
    "a backward that is an operator": (ENGINE, "torch.ops.aten._backward(x.requires_grad_().sum(), [x])", 3),
    "a script's own operator": (
        ENGINE, 'getattr(torch.ops.aten, "gr" + "ad")([x.requires_grad_().sum()], [x], None, None, False, False)', 3,
    ),
    "a script's own operator, looked up": (ENGINE, 'torch._C._jit_get_operation("aten::back" + "ward")', 3),
    "a graph that is interpreted": (
        ENGINE,
        """
        text = "graph(%x : Tensor, %y : Tensor):\\n  %n : NoneType = prim::Constant()\\n"
        text += "  %f : bool = prim::Constant[value=0]()\\n  %xs : Tensor[] = prim::ListConstruct(%x)\\n"
        text += "  %ys : Tensor[] = prim::ListConstruct(%y)\\n  %none : Tensor?[]? = prim::Constant()\\n"
        text += "  %gs : Tensor?[] = aten::gr" + "ad(%ys, %xs, %none, %n, %f, %f)\\n  return (%gs)\\n"
        torch._C._jit_interpret_graph(torch._C.parse_ir(text), (x.requires_grad_(), x.sum()))""", 7,
    ),
    "a method that a scripted module is given": (
        ENGINE,
        """
        m = torch.jit.script(torch.nn.Identity())
        m.define("def f(self, x: Tensor):\\n    x.sum().back" + "ward()\\n    return x\\n")""", 4,
    ),
    "a node by its other name": (ENGINE, '(x.requires_grad_() * 2)._grad_fn(x)', 3),
    "a node of the graph": (ENGINE, 'getattr(x.requires_grad_() * 2, "grad_" + "fn")(x)', 3),
    "a node by its descriptor": (
        ENGINE, 'vars(torch._C.TensorBase)["grad_" + "fn"].__get__(x.requires_grad_() * 2)(x)', 3,
    ),
    "a node by way of a Function": (
        ENGINE,
        """
        class F(getattr(torch, "auto" + "grad").Function):
            @staticmethod
            def forward(ctx, x):
                seen.append(ctx)
                return x * 1
        seen = []
        F.apply(x.requires_grad_() * 2)
        seen[0].next_functions[0][0](x)""", 10,
    ),
    "an edge of the graph": (
        ENGINE, 'getattr(torch, "auto" + "grad").graph.get_gradient_edge(x.requires_grad_() * 2).node(x)', 3,
    ),
    "dual numbers": (
        ENGINE,
        """
        forward = getattr(torch, "auto" + "grad").forward_ad
        with forward.dual_level():
            forward.make_dual(x, x)""", 4,
    ),
    "dual numbers from C": (ENGINE, "level = torch._C._enter_dual_level()\ntorch._VF._make_dual(x, x, level=level)", 3),
    "linearize": (ENGINE, "torch.func.linearize(lambda v: v * v, x)", 3),
    "hessian": (ENGINE, "torch.func.hessian(lambda v: (v * v).sum())(x)", 3),
    "gradcheck": (
        ENGINE, 'v = x.double().requires_grad_()\ngetattr(torch, "auto" + "grad").gradcheck(lambda v: v * v, (v,))', 4,
    ),
    "a script's backward": (
        ENGINE, 'torch.jit.CompilationUnit("def f(x: Tensor):\\n    x.sum().backward()\\n    return x\\n")', 3,
    ),
    "a script's grad": (
        ENGINE,
        """
        source = "def f(x: Tensor):\\n    return torch.auto" + "grad.grad([x.sum()], [x])\\n"
        torch.jit.CompilationUnit().define(source)""", 4,
    ),
    "an optimizer's closure": (
        ENGINE,
        """
        p = torch.nn.Parameter(x)
        torch.optim.LBFGS([p]).step(lambda: (p * p).sum().backward())""", 4,
    ),
    "a thread that goes backward": (
        ENGINE,
        """
        import threading
        y = x.requires_grad_().sum()
        thread = threading.Thread(target=y.backward)
        thread.start()
        thread.join()""", (6, 7),
    ),
}  # fmt: skip


def program(body: str) -> str:
    return "import torch\nx = torch.arange(4.0).reshape(2, 2)\n" + textwrap.dedent(body).removeprefix("\n") + "\n"


@pytest.mark.parametrize(("forbid", "body", "line"), EVASIONS.values(), ids=EVASIONS)
def test_an_evasion_is_caught_and_told(runner, forbid, body, line):
    # What makes x is not allowed everywhere either, so the guard begins where the table does.
    answer = runner.load(program(body), forbid=forbid)
    found = answer.get("forbidden") or [answer.get("caught")]
    assert found[0], answer
    assert found[0]["line"] in (line if isinstance(line, tuple) else (line,))
    told = forbidden(found, forbid, program(body))
    assert "off limits" in told[0]["reason"]
    assert forbidden_sentence(told).startswith(f"Line {found[0]['line']} ")


HONEST = {
    "mathematics of another kind": (
        TANH, "import math, numpy as np\nmath.exp(1.0), math.prod([2, 3]), np.exp(np.ones(2)).sum(), math.hypot(3, 4)",
    ),
    "NumPy's own way of working": (
        ("ones", "zeros", "dot"),
        "import numpy as np\nnp.array([1.0, 2.0]).mean(), np.arange(4).reshape(2, 2).T",
    ),
    "NumPy is imported, and torch uses it": (
        NUMPY,
        """
        import numpy as np, math
        from torch.utils.data import default_collate
        default_collate([x, x]), torch.testing.assert_close(x, x), print(x, x.tolist()), math.prod(x.shape)
        torch.nn.functional.interpolate(x[None, None], scale_factor=2.0), torch.amp.autocast("cpu")""",
    ),
    "a local name like a module of Python's": (
        TANH,
        """
        class math:
            @staticmethod
            def tanh(v):
                return v
        math.tanh(1.0)""",
    ),
    "layers fill themselves": (
        INIT,
        """
        torch.nn.Linear(2, 3).reset_parameters()
        torch.nn.Conv2d(1, 1, 3), torch.nn.Embedding(3, 3), torch.nn.MultiheadAttention(2, 1)""",
    ),
    "other initializers": (INIT, "torch.nn.init.normal_(x), torch.nn.init.zeros_(x), torch.nn.init.orthogonal_(x)"),
    "an own generator": (INIT, "x.normal_(0, 1, generator=torch.Generator().manual_seed(1))"),
    "an own calculate_gain": (INIT, "def calculate_gain(name):\n    return 1.0\ncalculate_gain('relu')"),
    "an own kaiming": (INIT, "def kaiming_normal_(t, a=0):\n    return t.normal_(0, a + 1)\nkaiming_normal_(x, a=1)"),
    "a layer that counts": (TENSOR, "torch.nn.BatchNorm1d(2)(x)"),
    "an optimizer that counts": (
        TENSOR,
        """
        p = torch.nn.Parameter(x)
        optimizer = torch.optim.Adam([p])
        p.sum().backward()
        optimizer.step()""",
    ),
    "printing": (TENSOR, "print(x, x / 7, repr(x.half()), f'{x.sum():.2f}')"),
    "asking for the type": (
        TENSOR, "assert isinstance(x, torch.Tensor) and not isinstance(3, (int, torch.Tensor)) - 1",
    ),
    "a field called tensor": (
        TENSOR,
        """
        import dataclasses
        @dataclasses.dataclass
        class V:
            tensor: float = 0.0
        V(tensor=1.0).tensor""",
    ),
    "indexing, slices and joins": (
        TENSOR, "torch.cat([x[0], x[:, 1]]), torch.stack([x, x]), x.tolist(), x[0, 0].item()",
    ),
    "operators that broadcast": (SHAPES, "x * x[:1] + x[:, :1], torch.where(x > 0, x, 0.0), x @ x[0], x.sum(0)"),
    "operators that reduce": (
        SHAPES, "x.mean(1, keepdim=True), x.var(0), x.amax(-1), torch.einsum('ij,j->i', x, x[0])",
    ),
    "own softmax, autograd through it": (
        SOFTMAX,
        """
        def softmax(x, dim):
            e = (x - x.amax(dim, keepdim=True)).exp()
            return e / e.sum(dim, keepdim=True)
        softmax(x.requires_grad_(), 1).square().sum().backward()""",
    ),
    "own softmax under vmap": (SOFTMAX, "torch.vmap(lambda row: row.exp() / row.exp().sum())(x)"),
    "own softmax in a script": (
        SOFTMAX, 'torch.jit.CompilationUnit("def f(x: Tensor):\\n    return x.exp() / x.exp().sum()\\n").f(x)',
    ),
    "own softmax in a graph": (
        SOFTMAX, "import torch.fx\ntorch.fx.symbolic_trace(lambda v: v.exp() / v.exp().sum())(x)",
    ),
    "an own Function": (
        SOFTMAX,
        """
        class Softmax(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                y = x.exp() / x.exp().sum()
                ctx.save_for_backward(y)
                return y
            @staticmethod
            def backward(ctx, g):
                (y,) = ctx.saved_tensors
                return y * (g - (g * y).sum())
        Softmax.apply(x.requires_grad_()).sum().backward()""",
    ),
    "a recurrent layer": (SOFTMAX, "torch.nn.LSTM(2, 2)(x), torch.nn.GRU(2, 2)(x)"),
    "a loss of another kind": (SOFTMAX, "torch.nn.functional.mse_loss(x, x), torch.nn.L1Loss()(x, x)"),
    "words": (SOFTMAX, "# torch.softmax(x, 0)\ntext = 'torch.softmax(x)'\nassert 'softmax' in text"),
    "a keyword and a key": (SOFTMAX, "def f(softmax=1):\n    return {'softmax': softmax}\nf(softmax=2)['softmax']"),
    "an argument that hides a module": (
        SOFTMAX,
        """
        class Ops:
            def softmax(self, v):
                return v
        from torch.nn import functional as F
        def f(F):
            return F.softmax(x)
        f(Ops())
        g = lambda F: F.softmax(x)
        g(Ops())""",
    ),
    "a name that is bound anew": (
        SOFTMAX,
        """
        import torch.nn.functional as F
        class Ops:
            def softmax(self, v):
                return v
        F = Ops()
        F.softmax(x)""",
    ),
    "a name inside of a function": (
        SOFTMAX,
        """
        class Ops:
            def softmax(self, v):
                return v
        def one():
            m = torch.nn
            return m.Identity()(x)
        def two():
            return m.softmax(x)
        m = Ops()
        one(), two()""",
    ),
    "relu by clamp": (RELU, "x.clamp(min=0), torch.maximum(x, torch.zeros_like(x)), torch.where(x > 0, x, 0)"),
    "other activations": (RELU, "x.tanh(), x.sigmoid(), torch.nn.functional.gelu(x), torch.nn.functional.silu(x)"),
    "products": (
        LINEAR, "x @ x, torch.addmm(x, x, x), torch.einsum('ij,kj->ik', x, x), x.mv(x[0]), torch.bmm(x[None], x[None])",
    ),
    "attention by hand": (ATTENTION, "(x @ x.T / 2**0.5).softmax(-1) @ x"),
    "norms by hand": (
        NORMS, "(x - x.mean(-1, keepdim=True)) / torch.sqrt(x.var(-1, correction=0, keepdim=True) + 1e-5)",
    ),
    "dropping by hand": (DROPOUT, "x * (torch.rand_like(x) > 0.5) * 2, torch.bernoulli(x.clamp(0, 1))"),
    "no gradients": (ENGINE, "with torch.no_grad():\n    x * 2\nwith torch.enable_grad():\n    x.detach() * 2"),
    "a graph that is only built": (
        ENGINE,
        """
        y = (x.requires_grad_() * 2).sum()
        assert y.requires_grad and not y.is_leaf and x.grad is None
        y.retain_grad()""",
    ),
    "a graph that is printed": (ENGINE, "y = x.requires_grad_() * 2\nassert 'MulBackward0' in repr(y)\nprint(y)"),
    "looking for what goes wrong": (
        ENGINE,
        """
        same = lambda t: t
        with torch.autograd.set_detect_anomaly(True), torch.autograd.graph.saved_tensors_hooks(same, same):
            x.requires_grad_() * 2
        torch.autograd.set_detect_anomaly(False)""",
    ),
    "copies": (
        ENGINE,
        """
        import copy
        copy.deepcopy(torch.nn.Linear(2, 2)), copy.deepcopy(x.requires_grad_()), x.clone().detach()""",
    ),
    "an own Function that is not run backward": (
        ENGINE,
        """
        class Double(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x * 2
            @staticmethod
            def backward(ctx, g):
                return g * 2
        Double.apply(x.requires_grad_())""",
    ),
    "a script without gradients": (
        ENGINE, 'torch.jit.CompilationUnit("def backward(x: Tensor):\\n    return x * 2\\n").backward(x)',
    ),
    "own methods backward and grad": (
        ENGINE,
        """
        class Value:
            grad = 0.0
            def backward(self):
                self.grad = 1.0
        Value().backward()""",
    ),
    "modules move and freeze": (
        ENGINE,
        """
        m = torch.nn.Linear(2, 2).double().requires_grad_(False)
        m.state_dict(), m.zero_grad(), m(x.double())""",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("forbid", "body"), HONEST.values(), ids=HONEST)
def test_an_honest_program_is_never_stopped(runner, forbid, body):
    assert scan(ast.parse(program(body)), list(forbid)) == []
    assert runner.load(program(body), forbid=forbid) == {"loaded": True}
