"""A case ready to be sent, and what must come back."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from app.judge.cases import Case
from app.judge.compare import Expected
from app.judge.cost import Counts
from app.judge.gates import Limit
from app.judge.program import NOTHING, Cotangents, double
from app.judge.robustness import Variant
from app.judge.variants import ON_CPU
from app.judge.wire import Unpacker, frame


@dataclass(frozen=True)
class Prepared:
    """A case ready to send, and what must come back."""

    case: Case
    gradients: tuple[str, ...]  # labels of the leaves whose gradients are compared: "x", "weights.q"
    header: dict[str, Any]
    chunks: list[bytes | memoryview]
    inputs: tuple[tuple[Any, ...], dict[str, Any]]
    outputs: Any  # the reference's answer, its leaves replaced by Expected
    grads: tuple[Expected, ...]
    out: dict[str, Expected]  # path of an argument written in place → its expected value
    names: tuple[str, ...]  # of the positional arguments
    labels: tuple[str, ...]  # of a tuple's entries
    salt: int
    size: int = 0
    absent: tuple[str, ...] = ()  # labels of the leaves after those, which must get no gradient
    second: tuple[Expected, ...] = ()  # the gradients' own gradients, where the problem asks for them
    limits: tuple[Limit, ...] = ()
    variants: tuple[Variant, ...] = ()  # further calls, in the order in which the header asks for them
    cost: Counts = field(default_factory=Counts)  # of the reference; empty where no gate holds

    def cotangents(self) -> "Cotangents":
        """As the runner gets them."""
        header = self.header
        if header["cotangents"] is None:
            return NOTHING
        unpacker = Unpacker(bytearray(b"".join(self.chunks)))
        unpacker.unpack(header["args"]), unpacker.unpack(header["kwargs"])
        first = unpacker.unpack(header["cotangents"])
        second = [] if header["second"] is None else unpacker.unpack(header["second"])
        return Cotangents(double(first), double(second))

    @cached_property
    def frame(self) -> list[bytes | memoryview]:
        """The case as it goes to the runner."""
        return frame(self.header, self.chunks)

    @cached_property
    def on_gpu(self) -> "Prepared":
        """The same case, whose answers must come from a GPU. A public one is called on the CPU as well."""
        there = on_device(self, "cuda")
        if not self.case.public:
            return there
        again = Variant({"kind": ON_CPU, "paths": []}, (self,))
        header = {**self.header, "variants": [*self.header["variants"], again.plan]}
        return replace(there, header=header, variants=(*there.variants, again))


def on_device(prepared: Prepared, device: str) -> Prepared:
    """The same case, whose answers must come from `device`. The reference is asked on the CPU all the same."""

    def there(expected: Expected) -> Expected:
        return replace(expected, device=device)

    return replace(
        prepared,
        outputs=replace_leaves(prepared.outputs, lambda _, expected: there(expected)),
        grads=tuple(map(there, prepared.grads)),
        second=tuple(map(there, prepared.second)),
        out={path: there(expected) for path, expected in prepared.out.items()},
        variants=tuple(
            replace(variant, expected=tuple(on_device(part, device) for part in variant.expected))
            for variant in prepared.variants
        ),
    )


def replace_leaves(value: Any, change: Any, path: str = "") -> Any:
    """`value` with each leaf replaced by change(path, leaf); the paths are those of `flatten`."""
    if isinstance(value, list | tuple):
        items = (replace_leaves(v, change, f"{path}.{i}" if path else str(i)) for i, v in enumerate(value))
        return list(items) if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {k: replace_leaves(v, change, f"{path}.{k}" if path else str(k)) for k, v in value.items()}
    return change(path, value)
