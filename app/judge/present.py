"""How inputs and expected values are shown: in the dtype that a solution sees, not in the oracle's float64."""

from typing import Any

from torch import Tensor

from app.judge.compare import Expected, short, show
from app.judge.picture import preview
from app.judge.prepared import Prepared
from app.judge.trees import flatten


def expected_of(prepared: Prepared) -> list[dict[str, Any]]:
    """What a public case expects: each part by its name."""
    leaves = dict(flatten(prepared.outputs))
    if not any(isinstance(leaf.value, Tensor) for leaf in leaves.values()):
        return [{"name": "output", "value": {"kind": "value", "text": short(plain(prepared.outputs))}}]
    parts = [(name_of(path, prepared.labels), leaf) for path, leaf in leaves.items()]
    parts += [(label, leaf) for label, leaf in prepared.out.items()]
    return [{"name": name, "value": show_expected(leaf)} for name, leaf in parts]


def name_of(path: str, labels: tuple[str, ...]) -> str:
    if path.isdigit() and int(path) < len(labels):
        return labels[int(path)]
    return path or "output"


def show_expected(leaf: Expected) -> dict[str, Any]:
    if isinstance(leaf.value, Tensor) and leaf.dtype is not None:
        return preview(leaf.value.to(leaf.dtype))
    return {"kind": "value", "text": short(leaf.value)}


def plain(tree: Any) -> Any:
    """A tree of Expected as the values it stands for."""
    if isinstance(tree, Expected):
        return tree.value
    if isinstance(tree, list | tuple):
        return type(tree)(plain(part) for part in tree)
    return {key: plain(part) for key, part in tree.items()}


def inputs_of(prepared: Prepared) -> list[dict[str, Any]]:
    """The arguments of a case, to be shown."""
    args, kwargs = prepared.inputs
    pairs = [*zip(prepared.names, args, strict=True), *kwargs.items()]
    listed = []
    for name, value in pairs:
        if isinstance(value, dict | list | tuple) and any(isinstance(leaf, Tensor) for _, leaf in flatten(value)):
            listed += [{"name": f"{name}.{path}", "value": show(leaf)} for path, leaf in flatten(value)]
        else:
            listed.append({"name": name, "value": show(value)})
    return listed
