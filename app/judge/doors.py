"""Ways to what is forbidden that lead past torch's operators: functions that torch writes in Python or straight in C++,
the same functions in NumPy and in Python's own math, and the doors to the autograd engine other than `backward` and
`torch.autograd.grad`.

Some of these functions are also what torch itself is made of: `nn.Linear` fills its weight with `kaiming_uniform_`,
`nn.BatchNorm1d` counts with `torch.tensor`. A learner who uses such a layer has called nothing that is forbidden, so
they stop only those who call them from outside of torch.
"""

import cmath
import ctypes
import gc
import importlib
import math
import sys
import types
from collections.abc import Callable, Collection, Iterator
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
MAKERS = (  # of what is scripted
    "_jit_script_compile", "_jit_script_compile_overload", "_create_function_from_graph", "import_ir_module",
    "import_ir_module_from_buffer", "_import_ir_module_from_package",
)  # fmt: skip
UNREADABLE = ("_load_for_lite_interpreter", "_load_for_lite_interpreter_from_buffer", "_jit_differentiate")
LOOP = "serve"  # where a runner's frames begin
NUMPY = "numpy"
IMPORTED = ("__spec__", "__path__", "__name__", "__all__")  # what an import asks a module for
ABSENT = object()
Stop = Callable[..., Any]
MakeStop = Callable[[str], Stop]


class Replaced:
    """What now stands in another's place, and how it is put back."""

    def __init__(self) -> None:
        self._before: list[Any] = []  # holder, name, what was there; one after the other
        self._sealed = 0

    def put(self, holder: Any, name: str, value: Any) -> None:
        self._before += holder, name, vars(holder).get(name, ABSENT)
        _set(holder, name, value)

    def take_out(self, table: dict[Any, Any], key: Any) -> None:
        self._before += table, key, table.pop(key)

    def seal(self, seal: int) -> None:
        """From here on who finds this object finds nothing in it: what was there before is kept where neither an
        attribute nor the garbage collector leads to it, and its address can be read with the seal alone."""
        before = tuple(self._before)
        self._before = []
        ctypes.pythonapi.PyObject_GC_UnTrack(ctypes.py_object(before))
        self._sealed = keep(before) ^ seal

    def reseal(self, change: int) -> None:
        """The seal is from here on what it was, XOR `change`."""
        self._sealed ^= change

    def put_back(self, seal: int) -> None:
        before = kept(self._sealed ^ seal)
        for at in reversed(range(0, len(before), 3)):
            holder, name, value = before[at : at + 3]
            if isinstance(holder, dict):
                holder[name] = value
            elif value is ABSENT:
                delattr(holder, name)
            else:
                _set(holder, name, value)


def keep(thing: Any) -> int:
    """The address of `thing`, which lives on."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
    return id(thing)


def kept(place: int) -> Any:
    """What was kept. A function that stands in another's place knows that one by its address alone: a reference could
    be read from its closure."""
    return ctypes.cast(place, ctypes.py_object).value


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


# ---- a whole library -------------------------------------------------------------------------------------------------


class Shut:
    """Stands where NumPy does. It can be imported; whoever takes something from it is stopped, unless it is torch."""

    __slots__ = ("_place", "_stop")

    def __init__(self, module: types.ModuleType, stop: Stop) -> None:
        self._place, self._stop = keep(module), stop

    def __getattr__(self, name: str) -> Any:
        if name in IMPORTED or inside_torch(sys._getframe(1)):
            return getattr(kept(self._place), name)
        return self._stop()


def numpy_places() -> list[tuple[str, str]]:
    """(where, name) of the modules of torch that know NumPy's by a name of their own."""
    modules = [(name, module) for name, module in sys.modules.items() if name.split(".")[0] == "torch"]
    return [
        (where, name)
        for where, module in modules
        for name, value in list(vars(module).items())
        if type(value) is types.ModuleType and value.__name__.split(".")[0] == NUMPY
    ]


def shut_numpy(places: list[tuple[str, str]], make_stop: MakeStop, replaced: Replaced) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == NUMPY]:
        module = sys.modules[name]
        replaced.take_out(sys.modules, name)
        sys.modules[name] = Shut(module, make_stop(name))  # type: ignore[assignment]
    for where, name in places:
        if where in sys.modules:
            module = vars(sys.modules[where])[name]
            replaced.put(sys.modules[where], name, Shut(module, make_stop(module.__name__)))
    replaced.put(torch.Tensor, "__array__", make_stop("torch.Tensor.numpy"))


def _outside_only(function: Any, stop: Stop) -> Any:
    """`function` for torch's own code, `stop` for everybody else's."""

    place = keep(function)

    def door(*args: Any, **kwargs: Any) -> Any:
        if inside_torch(sys._getframe(1)):
            return kept(place)(*args, **kwargs)
        return stop()

    door.__name__ = getattr(function, "__name__", "door")
    return door


def inside_torch(frame: types.FrameType) -> bool:
    file = frame.f_code.co_filename
    return file.startswith(OWN) and not file.startswith(BROKERS)


# ---- the engine ------------------------------------------------------------------------------------------------------


def close_engine(stop: Stop, forward: Stop, node: Stop, way: Collection[types.CodeType], replaced: Replaced) -> None:
    """Everything that differentiates. The engine runs for nobody but the judge: see `_on_the_way`."""
    native: Any = torch._C
    engine = native._ImperativeEngine  # the class: whoever makes an engine, or finds one, has these methods
    replaced.put(engine, "run_backward", _on_the_way(vars(engine)["run_backward"], frozenset(way), stop))
    replaced.put(engine, "queue_callback", stop)
    replaced.put(torch.autograd.forward_ad, "enter_dual_level", forward)
    replaced.put(native, "_enter_dual_level", forward)
    # A node of the graph can be called. A tensor leads to one, and so does the ctx of a Function of one's own.
    for holder, name in (
        (native.TensorBase, "grad_fn"),
        (native.TensorBase, "_grad_fn"),
        (native._FunctionBase, "next_functions"),
    ):
        replaced.put(holder, name, _seen_by_torch(vars(holder)[name], node))
    for where in ("torch._C._distributed_autograd", "torch.distributed.autograd"):
        if where in sys.modules:
            replaced.put(sys.modules[where], "backward", stop)
    _close_scripts(native, stop, replaced)


def _on_the_way(run: Any, way: frozenset[types.CodeType], stop: Stop) -> Stop:
    """`run` for the judge's own pass: from the last frame to the runner's loop there is the code of `way` alone.
    A backward of the learner's that this pass calls is one frame too many."""
    place, frame_of = keep(run), sys._getframe

    def door(*args: Any, **kwargs: Any) -> Any:
        frame: types.FrameType | None = frame_of(1)
        while frame is not None and frame.f_code in way:
            if frame.f_code.co_name == LOOP:
                return kept(place)(*args, **kwargs)
            frame = frame.f_back
        return stop()

    return door


def _seen_by_torch(attribute: Any, node: Stop) -> property:
    """torch itself prints a node, and asks whether there is one."""
    place = keep(attribute)

    def look(owner: Any) -> Any:
        file = sys._getframe(1).f_code.co_filename
        return kept(place).__get__(owner) if file.startswith(OWN) and not file.startswith(GRAPH) else node()

    return property(look)


def _close_scripts(native: Any, stop: Stop, replaced: Replaced) -> None:
    """Scripted code reaches the engine without Python in between, so its graph is read when it is made."""

    def read(graph: Any) -> None:
        if any(name in str(graph) for name in SCRIPTED):
            stop()

    def read_all(made: Any) -> None:
        """Of a function, of a unit or of a module, whose submodules are read with it."""
        if hasattr(made, "_method_names"):
            for name in made._method_names():
                read(made._get_method(name).inlined_graph)
        for function in made.get_functions() if hasattr(made, "get_functions") else ():
            read(function.graph)
        if hasattr(made, "graph"):
            read(made.graph)

    def checked(make: Callable[..., Any], of_itself: bool = False) -> Callable[..., Any]:
        place = keep(make)

        def made(*args: Any, **kwargs: Any) -> Any:
            result = kept(place)(*args, **kwargs)
            read_all(args[0] if of_itself else result)
            return result

        return made

    def by_name(name: str, *args: Any, **kwargs: Any) -> Any:
        return stop() if f"{name}(" in SCRIPTED else kept(operation)(name, *args, **kwargs)

    def interpreted(graph: Any, *args: Any, **kwargs: Any) -> Any:
        read(graph)
        return kept(interpret)(graph, *args, **kwargs)

    operation, interpret = keep(native._jit_get_operation), keep(native._jit_interpret_graph)
    replaced.put(native, "_jit_get_operation", by_name)
    replaced.put(native, "_jit_interpret_graph", interpreted)
    for name in MAKERS:
        replaced.put(native, name, checked(getattr(native, name)))
    for holder, name in (
        (native.CompilationUnit, "__init__"), (native.CompilationUnit, "define"), (native.ScriptModule, "_define"),
    ):  # fmt: skip
        replaced.put(holder, name, checked(getattr(holder, name), of_itself=True))
    for name in UNREADABLE:
        replaced.put(native, name, stop)
