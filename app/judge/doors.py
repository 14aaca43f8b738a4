"""Ways to what is forbidden that lead past torch's operators: functions that torch writes in Python or straight in C++,
and the doors to the autograd engine other than `backward` and `torch.autograd.grad`.

Some of these functions are also what torch itself is made of: `nn.Linear` fills its weight with `kaiming_uniform_`,
`nn.BatchNorm1d` counts with `torch.tensor`. A learner who uses such a layer has called nothing that is forbidden, so
they stop only those who call them from outside of torch.
"""

import functools
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

# Where torch keeps functions for which there is no operator.
HELPERS = ("torch", "torch.functional", "torch.nn.init")
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
Stop = Callable[..., Any]
MakeStop = Callable[[str], Stop]


def helpers(matched: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """(where, name) of the functions for which no operator stands."""
    for where in HELPERS:
        for name, value in vars(_holder(where)).items():
            kind = isinstance(value, types.FunctionType | types.BuiltinFunctionType)
            if (kind or type(value).__name__ == "tensortype") and matched(name.strip("_")):
                yield where, name
    for name in dir(torch.Tensor):
        if not name.startswith("__") and callable(getattr(torch.Tensor, name)) and matched(name.strip("_")):
            yield "torch.Tensor", name
    if matched("Tensor"):
        yield "torch.Tensor", "__new__"


def without_operator(found: Iterator[tuple[str, str]], operators: set[str]) -> list[tuple[str, str]]:
    """An operator is stopped by itself, wherever it is called from; what is left needs a door of its own."""
    return [(where, name) for where, name in found if where == "torch.nn.init" or name.strip("_") not in operators]


def _holder(where: str) -> Any:
    return torch.Tensor if where == "torch.Tensor" else sys.modules[where]


def close(doors: list[tuple[str, str]], make_stop: MakeStop) -> None:
    for where, name in doors:
        holder = _holder(where)
        said = "torch.Tensor" if name == "__new__" else f"{where}.{name}"
        door = _outside_only(getattr(holder, name), make_stop(said))
        setattr(holder, name, staticmethod(door) if name == "__new__" else door)


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


def close_engine(stop: Stop, forward: Stop, node: Stop) -> None:
    """Everything that differentiates, except for `Variable._execution_engine`, which the judge has to reopen."""
    native: Any = torch._C
    native._ImperativeEngine = stop
    sys.modules["torch.autograd.variable"].ImperativeEngine = stop  # type: ignore[attr-defined]
    torch.autograd.forward_ad.enter_dual_level = forward
    native._enter_dual_level = forward
    seen: Any = torch._C.TensorBase.grad_fn

    def grad_fn(tensor: Any) -> Any:
        """A node of the graph can be called. torch itself prints it, and asks whether there is one."""
        file = sys._getframe(1).f_code.co_filename
        return seen.__get__(tensor) if file.startswith(OWN) and not file.startswith(GRAPH) else node()

    torch.Tensor.grad_fn = property(grad_fn)  # type: ignore[assignment]
    _close_scripts(native, stop)


def _close_scripts(native: Any, stop: Stop) -> None:
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
        setattr(native, name, checked(getattr(native, name)))
    for name in ("__init__", "define"):
        setattr(native.CompilationUnit, name, checked_unit(getattr(native.CompilationUnit, name)))
