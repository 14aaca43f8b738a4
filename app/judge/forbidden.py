"""What a problem forbids, enforced twice.

In the source: names reached from the modules of torch, NumPy and Python's math, with their lines; a learner's own
`def softmax` is honest code. When it runs: the operators themselves are replaced in torch's dispatcher, and functions
and classes that no operator stands for are wrapped. That sees `getattr(torch, "soft" + "max")`, threads, backward and
scripted code.

This teaches; the sandbox protects. All of it runs inside the runner: the scan before the first line of the submission,
so that its result cannot be forged.
"""

import ast
import ctypes
import functools
import sys
import threading
import types
import warnings
from collections.abc import Callable, Collection, Sequence
from fnmatch import fnmatchcase
from typing import Any

import torch
import torch._decomp.decompositions
import torch._refs.nn.functional
import torch._refs.special

from app.judge import doors

SOLUTION = "solution.py"
# Meta computes shapes and dtypes alone, which is all that some problems ask for.
BACKENDS = {
    "cpu": ("CPU", "MkldnnCPU", "QuantizedCPU", "NestedTensorCPU", "SparseCPU", "SparseCsrCPU", "Meta"),
    "cuda": ("CUDA", "SparseCUDA", "SparseCsrCUDA"),
}
# Where torch keeps functions in Python: what it calls, and what its compiler would use instead.
MODULES = (
    "torch.nn.functional", "torch._refs", "torch._refs.nn.functional", "torch._refs.special",
    "torch._decomp.decompositions",
)  # fmt: skip
# Where torch registers operators that take ordinary tensors. Those for quantized ones compute something else.
NAMESPACES = ("aten", "prims", "mkldnn", "mkl")
AUTOGRAD = "autograd"  # the one pattern that is not a name: calling the engine
ENGINE = {  # operators that do, and what they are called: forward mode begins with the first
    "aten::_make_dual": "torch.autograd.forward_ad", "aten::_backward": "torch.autograd",
}  # fmt: skip
HONEST_AUTOGRAD = tuple(
    f"torch.autograd.{name}"
    for name in (
        "Function", "function", "profiler", "Variable", "no_grad", "enable_grad", "set_grad_enabled", "grad_mode",
        "anomaly_mode", "detect_anomaly", "set_detect_anomaly", "graph",
    )
)  # fmt: skip
# Looked up by name here, once: asking torch.ops for an operator makes an object for it.
DECOMPOSITIONS = {
    (operator.namespace, operator._opname, operator._overloadname): operator
    for operator in torch._decomp.decomposition_table
    if isinstance(operator, torch._ops.OpOverload)
}
# Whose functions do what torch's do: a tanh by NumPy or by Python's math is as little one's own as torch's.
ROOTS = ("torch", "numpy", "math", "cmath")
Report = Callable[[str, int | None], None]


class Forbidden(RuntimeError):
    """Raised in the learner's code where it calls what the problem forbids."""


def plain(name: str) -> str:
    """`LayerNorm` and `layer_norm` are the same thing."""
    return name.replace("_", "").lower()


def matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(plain(name), plain(pattern)) for pattern in patterns)


# ---- in the source -------------------------------------------------------------------------------------------------


class Scan(ast.NodeVisitor):
    """Collects (name, line) of each forbidden thing that is reached from an imported module of ROOTS."""

    def __init__(self, patterns: list[str]) -> None:
        self.patterns = patterns
        self.known: dict[str, str] = {}  # local name → what it stands for, dotted
        self.star = ""  # from torch… import *
        self.found: list[tuple[str, int]] = []

    def visit_Import(self, node: ast.Import) -> None:
        for item in node.names:
            root = item.name.split(".")[0]
            if root in ROOTS:
                self.known[item.asname or root] = item.name if item.asname else root

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        root = (node.module or "").split(".")[0]
        if root not in ROOTS:
            return
        for item in node.names:
            dotted = f"{node.module}.{item.name}"
            self.star = root if item.name == "*" else self.star
            self.known[item.asname or item.name] = dotted
            if dotted != "torch.autograd":  # a module is used through what is reached from it
                self._judge(dotted, node.lineno)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            for name, value in pairs:
                self._bind(name, value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.generic_visit(node)
        self._bind(node.target, node.value)

    def _bind(self, target: ast.AST, value: ast.AST) -> None:
        """A name stands for what was assigned last: an own `F` is no longer torch's."""
        if isinstance(target, ast.Name):
            dotted = self._dotted(value)
            self.known.pop(target.id, None)
            if dotted:
                self.known[target.id] = dotted

    def visit_Attribute(self, node: ast.Attribute) -> None:
        dotted = self._dotted(node)
        if dotted:
            self._judge(dotted, node.lineno)
            return
        if node.attr == "grad_fn" and AUTOGRAD in self.patterns:  # a node of the graph can be called by hand
            self.found.append(("grad_fn", node.lineno))
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        test = node.test
        if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__":
            return  # a main guard does not run here
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations name types; they call nothing."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, node.args):  # not what it returns
            self.visit(part)
        self._inside(node.args, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._inside(node.args, [node.body])

    def _inside(self, arguments: ast.arguments, body: Sequence[ast.AST]) -> None:
        """In a function its arguments hide the names outside; what is bound there ends with it."""
        outside = dict(self.known)
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg,
                         arguments.kwarg):  # fmt: skip
            if argument is not None:
                self.known.pop(argument.arg, None)
        for part in body:
            self.visit(part)
        self.known = outside

    visit_AsyncFunctionDef = visit_FunctionDef  # type: ignore[assignment]

    def visit_Call(self, node: ast.Call) -> None:
        if self.star and isinstance(node.func, ast.Name) and node.func.id not in self.known:
            self._judge(f"{self.star}.{node.func.id}", node.lineno)
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            for part in node.args[:1]:  # the second names a type, and calls nothing
                self.visit(part)
            return
        self.generic_visit(node)

    def _dotted(self, node: ast.AST) -> str | None:
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.Attribute):
            base = self._dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        return None

    def _judge(self, dotted: str, line: int) -> None:
        if any(dotted == name or dotted.startswith(name + ".") for name in HONEST_AUTOGRAD):
            return
        root, *parts = dotted.split(".")
        if any(matches(part, self.patterns) for part in parts) or (root == doors.NUMPY and root in self.patterns):
            self.found.append((dotted.replace("torch.nn.functional.", "F."), line))


def scan(tree: ast.Module, patterns: list[str]) -> list[tuple[str, int]]:
    """Forbidden names with their lines, in order. Names that the learner defines at top level are the learner's."""
    visitor = Scan(patterns)
    visitor.visit(tree)
    if visitor.star:
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        visitor.found = [(name, line) for name, line in visitor.found if name.split(".")[-1] not in own]
    return sorted(set(visitor.found), key=lambda item: item[1])


# ---- when it runs --------------------------------------------------------------------------------------------------


@functools.cache
def targets(patterns: tuple[str, ...], device: str = "cpu") -> dict[str, Any]:
    """What `patterns` mean in this torch: operators with the dispatch keys where `device` can meet them, functions of
    torch.nn.functional, classes of torch.nn, the engine.

    Looking through thousands of names takes 20 ms, so the judge does it, once, and tells the runner.
    """
    names = [pattern for pattern in patterns if pattern != AUTOGRAD]
    everything = (name for name in torch._C._dispatch_get_all_op_names() if name.split("::")[0] in NAMESPACES)
    operators = sorted(name for name in everything if matches(operator_name(name), names))
    stopped = {operator_name(name) for name in operators}
    engine = list(ENGINE) if AUTOGRAD in patterns else []
    classes = vars(torch.nn)
    return {
        "operators": {name: dispatch_keys(name, device) for name in operators + engine},
        "functions": [
            (module, name)
            for module in MODULES
            for name, value in vars(sys.modules[module]).items()
            if isinstance(value, types.FunctionType | types.BuiltinFunctionType) and matches(name.strip("_"), names)
        ],
        "helpers": doors.without_operator(doors.helpers(lambda name: matches(name, names)), stopped),
        "decompositions": [name for name in DECOMPOSITIONS if matches(name[1].strip("_"), names)],
        "classes": [n for n, v in classes.items() if isinstance(v, type) and matches(n, names)],
        "autograd": AUTOGRAD in patterns,
        "numpy": doors.numpy_places() if doors.NUMPY in patterns else None,
    }


def dispatch_keys(full_name: str, device: str) -> list[str]:
    """Where an operator has a kernel of its own: on a backend of `device`, or made of other operators."""
    has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
    explicit = has_kernel(full_name, "CompositeExplicitAutograd")
    backends = BACKENDS["cpu"] if device == "cpu" else (*BACKENDS["cpu"], *BACKENDS[device])
    keys = [key for key in backends if has_kernel(full_name, key) or (explicit and key in ("CPU", "CUDA", "Meta"))]
    if has_kernel(full_name, "CompositeImplicitAutograd"):
        # Made of other operators, whose names may not match. An operator can have this kernel beside one for a backend:
        # linear has one for nested tensors.
        keys.append("CompositeImplicitAutograd")
    return keys


def operator_name(full_name: str) -> str:
    """`aten::_softmax.out` is called softmax."""
    return full_name.split("::")[-1].split(".")[0].strip("_")


class Stopped:
    """Stops whoever calls it or looks further into it."""

    def __init__(self, stop: Callable[..., Any]) -> None:
        self._stop = stop

    def __call__(self, *_: Any, **__: Any) -> Any:
        self._stop()

    def __getattr__(self, name: str) -> Any:
        self._stop()


class Guard:
    """Replaces `targets`, process-wide, until whoever knows the seal lifts it.

    `report(name, line)` is told at once, before the learner's code gets an exception that it might swallow. `way` is
    the code on whose way autograd's engine is the judge's own.
    """

    def __init__(self, targets: dict[str, Any], report: Report, seal: int = 0, way: Collection[Any] = ()) -> None:
        self.report = report
        self.replaced = doors.Replaced()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch warns that an operator is replaced, which is the point
            self._sealed = [place ^ seal for place in self._replace_operators(targets["operators"])]
        for module, name in targets["functions"]:
            said = f"F.{name}" if "functional" in module else f"torch.{name}"
            self.replaced.put(sys.modules[module], name, self._stop(said))
        doors.close(targets["helpers"], self._stop, self.replaced)
        for name in targets["decompositions"]:
            self.replaced.take_out(torch._decomp.decomposition_table, DECOMPOSITIONS[tuple(name)])
        for name in targets["classes"]:
            self.replaced.put(getattr(torch.nn, name), "__init__", self._stop(f"nn.{name}"))
        if targets["numpy"] is not None:
            doors.shut_numpy(targets["numpy"], self._stop, self.replaced)
        if targets["autograd"]:
            names = "torch.autograd", "torch.autograd.forward_ad", "grad_fn (a node of autograd's graph)"
            stop, forward, node = map(self._stop, names)
            doors.close_engine(stop, forward, node, way, self.replaced)
        self.replaced.seal(seal)

    def _stop(self, name: str) -> Callable[..., Any]:
        def stop(*_: Any, **__: Any) -> Any:
            self.report(name, blamed_line())
            raise Forbidden(f"{name} is off limits in this problem")

        # A decorated function of torch carries the one below it.
        stop.__wrapped__ = Stopped(stop)  # type: ignore[attr-defined]
        return stop

    def _replace_operators(self, operators: dict[str, list[str]]) -> list[int]:
        """At every dispatch key given. The registration must not be found and undone: torch's own Library object would
        be listed by the garbage collector, so it is made below Python's surface and leaked: one for each namespace.
        Returns where they are."""
        libraries: dict[str, Any] = {}
        for full_name, keys in operators.items():
            name, (namespace, signature) = operator_name(full_name), full_name.split("::")
            if namespace not in libraries:
                libraries[namespace] = torch._C._dispatch_library("IMPL", namespace, "", __file__, 0)
                ctypes.pythonapi.Py_IncRef(ctypes.py_object(libraries[namespace]))
            stop = self._stop(ENGINE.get(full_name, name))
            for key in keys:
                libraries[namespace].impl(signature, key, stop, False)
        return [id(library) for library in libraries.values()]

    def adopt(self, report: Report, change: int) -> None:
        """Made by somebody else: report to this one from now on. What lifts it is the seal it has, XOR `change`."""
        self.report = report
        self._sealed = [sealed ^ change for sealed in self._sealed]
        self.replaced.reseal(change)

    def lift(self, seal: int) -> None:
        """Nothing is forbidden from here on: for what runs when all that counts has been judged."""
        for sealed in self._sealed:
            library: Any = ctypes.cast(sealed ^ seal, ctypes.py_object).value
            library.reset()
        self.report = lambda name, line: None  # what the solution got hold of before still raises
        self.replaced.put_back(seal)


def blamed_line() -> int | None:
    """The line of the submission that is being executed, innermost first. A thread that was started on a function of
    torch runs no line of it: then it is the line where the main thread is."""
    main = sys._current_frames().get(threading.main_thread().ident or 0)
    return _line_of(sys._getframe(1)) or _line_of(main)


def _line_of(frame: types.FrameType | None) -> int | None:
    while frame is not None:
        if frame.f_code.co_filename == SOLUTION:
            return frame.f_lineno
        frame = frame.f_back
    return None
