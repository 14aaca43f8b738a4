"""Nested values: tuples, lists and dicts with tensors as leaves, and paths that lead into them."""

from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor

Path = list[Any]
Inputs = tuple[tuple[Any, ...], dict[str, Any]]


def map_tensors(value: Any, change: Any) -> Any:
    if isinstance(value, Tensor):
        return change(value)
    if isinstance(value, list | tuple):
        return type(value)(map_tensors(v, change) for v in value)
    if isinstance(value, dict):
        return {k: map_tensors(v, change) for k, v in value.items()}
    return value


def flatten(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, leaf) of nested tuples, lists and dicts: "", "0", "weights.q"."""
    if isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from flatten(item, f"{path}.{i}" if path else str(i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from flatten(item, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def at(args: Any, kwargs: Any, path: Path) -> Any:
    """The argument, or the part of one, that a path leads to: ["kwargs", "weights", "q"]."""
    value = args if path[0] == "args" else kwargs
    for key in path[1:]:
        value = value[key]
    return value


def changed(args: Any, kwargs: Any, paths: list[Path], change: Callable[[Tensor], Tensor]) -> Inputs:
    """The same arguments with `change(tensor)` where the paths lead."""
    tree: Any = {"args": tuple(args), "kwargs": dict(kwargs)}
    for path in paths:
        tree = _changed(tree, path, change)
    return tree["args"], tree["kwargs"]


def _changed(value: Any, path: Path, change: Callable[[Tensor], Tensor]) -> Any:
    if not path:
        return change(value)
    key, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {k: _changed(v, rest, change) if k == key else v for k, v in value.items()}
    return type(value)(_changed(v, rest, change) if i == key else v for i, v in enumerate(value))
