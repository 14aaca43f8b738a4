"""Ways to what is forbidden that lead past torch's operators: functions that torch writes in Python or straight in C++,
the same functions in NumPy and in Python's own math, and the doors to the autograd engine other than `backward` and
`torch.autograd.grad`.

Some of these functions are also what torch itself is made of: `nn.Linear` fills its weight with `kaiming_uniform_`,
`nn.BatchNorm1d` counts with `torch.tensor`. A learner who uses such a layer has called nothing that is forbidden, so
they stop only those who call them from outside of torch.
"""

import cmath
import ctypes
import functools
import gc
import importlib
import math
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

# Where torch keeps functions for which there is no operator, each once as people write it and once in C.
HELPERS = ("torch", "torch.functional", "torch.nn.init", "torch._C._VariableFunctionsClass")
METHODS = ("torch.Tensor", "torch._C.TensorBase")
# The same mathematics outside of torch. NumPy is there when torch is, if it is there at all.
ELSEWHERE = (math.__name__, cmath.__name__, "numpy", "numpy.linalg", "numpy.random")
SAID = {"torch._C._VariableFunctionsClass": "torch", "torch._C.TensorBase": "torch.Tensor"}
OWN = str(Path(torch.__file__).parent) + "/"
# What calls whatever it is handed, so that a call from there says nothing about who wanted it.
BROKERS = tuple(
    OWN + name
    for name in (
        "_functorch/", "func/", "utils/_pytree.py", "utils/checkpoint.py", "jit/", "fx/", "_dynamo/", "_compile.py",
        "nn/modules/module.py", "nn/modules/container.py", "autograd/",
    )
)  # fmt: skip
GRAPH = OWN + "autograd/graph.py"  # hands nodes out
SCRIPTED = ("aten::grad(", "aten::backward(")  # a script's own names for the engine
ABSENT = object()
Stop = Callable[..., Any]
MakeStop = Callable[[str], Stop]


class Replaced:
    """What now stands in another's place, and how it is put back."""

    def __init__(self) -> None:
        self.undo: list[Callable[[], None]] = []

    def put(self, holder: Any, name: str, value: Any) -> None:
        before = vars(holder).get(name, ABSENT)
        _set(holder, name, value)
        self.undo.append(lambda: delattr(holder, name) if before is ABSENT else _set(holder, name, before))

    def take_out(self, table: dict[Any, Any], key: Any) -> None:
        value = table.pop(key)
        self.undo.append(lambda: table.__setitem__(key, value))

    def put_back(self) -> None:
        while self.undo:
            self.undo.pop()()


def _set(holder: Any, name: str, value: Any) -> None:
    """Also where torch made the class in C, and Python would not have it changed."""
    try:
        setattr(holder, name, value)
    except TypeError:
        (names,) = gc.get_referents(vars(holder))
        names[name] = value
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(holder))


def helpers(matched: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """(where, name) of the functions for which no operator stands."""
    for where in HELPERS:
        for name, value in vars(_holder(where)).items():
            kind = isinstance(value, types.FunctionType | types.BuiltinFunctionType | staticmethod)
            if (kind or type(value).__name__ == "tensortype") and matched(name.strip("_")):
                yield where, name
    for where in METHODS:
        for name, value in vars(_holder(where)).items():
            if not name.startswith("__") and callable(value) and matched(name.strip("_")):
                yield where, name
        if matched("Tensor"):
            yield where, "__new__"
    for where in filter(sys.modules.__contains__, ELSEWHERE):
        for name, value in vars(sys.modules[where]).items():
            if callable(value) and not isinstance(value, type) and matched(name):
                yield where, name


def without_operator(found: Iterator[tuple[str, str]], operators: set[str]) -> list[tuple[str, str]]:
    """An operator is stopped by itself, wherever it is called from; what is left needs a door of its own."""
    alone = ("torch.nn.init", *ELSEWHERE)
    return [(where, name) for where, name in found if where in alone or name.strip("_") not in operators]


def _holder(where: str) -> Any:
    parent, _, name = where.rpartition(".")
    if where in sys.modules or not parent:
        return importlib.import_module(where)
    return getattr(_holder(parent), name)


def close(doors: list[tuple[str, str]], make_stop: MakeStop, replaced: Replaced) -> None:
    for where, name in doors:
        holder = _holder(where)
        said = "torch.Tensor" if name == "__new__" else f"{SAID.get(where, where)}.{name}"
        door = _outside_only(getattr(holder, name), make_stop(said))
        static = name == "__new__" or where == "torch._C._VariableFunctionsClass"
        replaced.put(holder, name, staticmethod(door) if static else door)


def _outside_only(function: Any, stop: Stop) -> Any:
    """`function` for torch's own code, `stop` for everybody else's."""

    def door(*args: Any, **kwargs: Any) -> Any:
        if inside_torch(sys._getframe(1)):
            return function(*args, **kwargs)
        return stop()

    door.__name__ = getattr(function, "__name__", "door")
    return door


def inside_torch(frame: types.FrameType) -> bool:
    file = frame.f_code.co_filename
    return file.startswith(OWN) and not file.startswith(BROKERS)


# ---- the engine ------------------------------------------------------------------------------------------------------


def close_engine(stop: Stop, forward: Stop, node: Stop, replaced: Replaced) -> None:
    """Everything that differentiates, except for `Variable._execution_engine`, which the judge has to reopen."""
    native: Any = torch._C
    replaced.put(native, "_ImperativeEngine", stop)
    replaced.put(sys.modules["torch.autograd.variable"], "ImperativeEngine", stop)
    replaced.put(torch.autograd.forward_ad, "enter_dual_level", forward)
    replaced.put(native, "_enter_dual_level", forward)
    # A node of the graph can be called. A tensor leads to one, and so does the ctx of a Function of one's own.
    for holder, name in ((native.TensorBase, "grad_fn"), (native._FunctionBase, "next_functions")):
        replaced.put(holder, name, _seen_by_torch(vars(holder)[name], node))
    _close_scripts(native, stop, replaced)


def _seen_by_torch(attribute: Any, node: Stop) -> property:
    """torch itself prints a node, and asks whether there is one."""

    def look(owner: Any) -> Any:
        file = sys._getframe(1).f_code.co_filename
        return attribute.__get__(owner) if file.startswith(OWN) and not file.startswith(GRAPH) else node()

    return property(look)


def _close_scripts(native: Any, stop: Stop, replaced: Replaced) -> None:
    """Scripted code reaches the engine without Python in between, so its graph is read when it is made."""

    def read(*functions: Any) -> None:
        if any(name in str(function.graph) for function in functions for name in SCRIPTED):
            stop()

    def checked(make: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(make)
        def made(*args: Any, **kwargs: Any) -> Any:
            result = make(*args, **kwargs)
            read(result)
            return result

        return made

    def checked_unit(method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def made(unit: Any, *args: Any, **kwargs: Any) -> Any:
            result = method(unit, *args, **kwargs)
            read(*unit.get_functions())
            return result

        return made

    for name in ("_jit_script_compile", "_create_function_from_graph"):
        replaced.put(native, name, checked(getattr(native, name)))
    for name in ("__init__", "define"):
        replaced.put(native.CompilationUnit, name, checked_unit(getattr(native.CompilationUnit, name)))
