"""What a call costs, counted rather than timed: operators, floating point operations, bytes alive at the peak."""

import weakref
from collections import Counter
from collections.abc import Callable
from typing import Any

from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import flop_registry

# Products that torch's own table of FLOPs leaves out: a multiplication and an addition for each entry of this argument.
WITH_VECTORS = {"mv": 0, "dot": 0, "vdot": 0, "addmv": 1}


class Meter(TorchDispatchMode):
    """Counts inside a `with`. Views cost nothing; a storage lives until its last tensor dies."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.ops: Counter[str] = Counter()
        self.flops = 0
        self.live = 0
        self.peak = 0
        self._seen: set[int] = set()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # nothing here is compiled; True would import torch._dynamo at the first operator

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        name = func._schema.name.removeprefix("aten::")
        self.ops[name] += 1
        formula = flop_registry.get(func._overloadpacket)
        if formula is not None:
            self.flops += int(formula(*args, **kwargs, out_val=result))
        elif name in WITH_VECTORS:
            self.flops += 2 * args[WITH_VECTORS[name]].numel()
        for value in tree_leaves(result):
            if isinstance(value, Tensor):
                self._hold(value)
        return result

    def _hold(self, tensor: Tensor) -> None:
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key in self._seen:
            return
        size = storage.nbytes()
        self._seen.add(key)
        self.live += size
        self.peak = max(self.peak, self.live)
        weakref.finalize(storage, self._drop, key, size)

    def _drop(self, key: int, size: int) -> None:
        self._seen.discard(key)
        self.live -= size

    def describe(self) -> dict[str, Any]:
        """For the report: totals, and the operators by how often they ran."""
        return {
            "ops": sum(self.ops.values()),
            "flops": self.flops,
            "peak_bytes": self.peak,
            "trace": dict(self.ops.most_common(40)),
        }


def measure(call: Callable[[], Any]) -> dict[str, Any]:
    """The cost of `call()`."""
    meter = Meter()
    with meter:
        call()
    return meter.describe()
