"""What a call costs, counted rather than timed: operators, FLOPs, bytes alive, bytes saved for backward, steps.

In the runner a `Meter` counts the very call that is judged, so that nobody can compute one thing and be counted doing
another. What it says is still only a claim: a submission that looks for the meter can stop it. `Counts.claimed` reads a
claim and believes no number that could hurt; the memory limit of the process holds whatever is claimed.
"""

import contextlib
import functools
import sys
import types
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import flop_registry, sdpa_flop_count

from app.judge.wire import name_of

FORWARD, BACKWARD = "forward", "backward"
# Products that torch's own table of FLOPs leaves out: a multiplication and an addition for each entry of this argument.
WITH_VECTORS = {"mv": 0, "dot": 0, "vdot": 0, "addmv": 1}
ATTENTION = "_scaled_dot_product_flash_attention_for_cpu"
TORCHS = ("aten", "prims", "prim", "mkldnn", "mkl", "profiler")  # namespaces of its own operators
SHOWN = 40  # operators of a trace in a report
OTHER = "another operator"
MOST_ROWS = 4000
MOST_LABELS = 100
MOST = 1 << 53
Row = tuple[str, str, str, tuple[str, ...]]  # phase, operator, dtype of what it returns, arguments that it reads


class Meter(TorchDispatchMode):
    """Counts inside a `with`, one thread. Views cost nothing; a storage lives until its last tensor dies.

    watched   label → argument: operators that read it, or what was made of watched ones alone, are told apart
    saved     count what autograd keeps for the backward pass
    steps     count lines and calls of the code in this file
    """

    def __init__(self, watched: Mapping[str, Tensor] | None = None, saved: bool = False, steps: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.phase = FORWARD
        self.rows: dict[Row, list[int]] = {}  # → how often, FLOPs
        self.live = 0
        self.peak = {FORWARD: 0, BACKWARD: 0}
        self.saved = 0
        self.strays = 0
        self.steps = Steps(steps)
        self._seen: set[int] = set()
        self._kept: dict[int, int] = {}  # storages that autograd keeps → bytes
        self._made_of: dict[int, frozenset[str]] = {}  # storage → the watched arguments that it was made of
        self._hooks = torch.autograd.graph.saved_tensors_hooks(self._keep, lambda kept: kept) if saved else None
        self._given: set[int] = set()  # storages that were there before, which cost nothing
        for label, tensor in (watched or {}).items():
            key = tensor.untyped_storage()._cdata
            self._made_of[key] = self._made_of.get(key, frozenset()) | {label}

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # nothing here is compiled; True would import torch._dynamo at the first operator

    @contextlib.contextmanager
    def forward(self) -> Iterator[None]:
        """Count the call itself."""
        with self, self._hooks or contextlib.nullcontext(), self.steps:
            yield
        self.saved = sum(self._kept.values())

    @contextlib.contextmanager
    def backward(self) -> Iterator[None]:
        """Count the gradients of what the call returned."""
        self.phase, self.peak[BACKWARD] = BACKWARD, self.live
        with self:
            yield

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        name = func._schema.name.removeprefix("aten::")
        read = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor)]
        for tensor in read if name != "lift_fresh" else ():  # what is lifted is new: torch.tensor made it
            self._know(tensor)
        result = func(*args, **kwargs)
        made = [value for value in tree_leaves(result) if isinstance(value, Tensor)]
        dtype = name_of(made[0].dtype) if made else ""
        work = flops_of(func, name, args, kwargs, result)
        row = self.rows.setdefault((self.phase, name, dtype, self._labels(read, made, work)), [0, 0])
        row[0] += 1
        row[1] += work
        self.strays += func.namespace not in TORCHS  # an operator of one's own: what it does is not seen
        for value in made:
            self._hold(value)
        return result

    def _labels(self, read: list[Tensor], made: list[Tensor], work: int) -> tuple[str, ...]:
        """The watched arguments that an operator reads. A copy, a slice or a concatenation of watched tensors, and
        whatever else is made of nothing but them, is watched as they are; so is a changed matrix."""
        if not self._made_of:
            return ()
        sources = [self._made_of.get(tensor.untyped_storage()._cdata, frozenset()) for tensor in read]
        labels = frozenset[str]().union(*sources)
        if labels and all(sources):
            for tensor in made:
                self._made_of.setdefault(tensor.untyped_storage()._cdata, labels)
        elif labels and not work:
            alike = [(given, own) for given, own in zip(read, sources, strict=True) if own and given.dim() > 1]
            for tensor in made:
                own = frozenset[str]().union(*(own for given, own in alike if given.shape == tensor.shape))
                if own:
                    self._made_of.setdefault(tensor.untyped_storage()._cdata, own)
        return tuple(sorted(labels))

    def _know(self, tensor: Tensor) -> None:
        """An operator reads what no operator made: it was there before."""
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key not in self._seen and key not in self._given:
            self.strays += self._is_stray(tensor)
            self._given.add(key)
            weakref.finalize(storage, self._drop, key, 0)

    def _is_stray(self, tensor: Tensor) -> bool:
        """Whether some operator made this during the call, unseen: what was there before has no graph behind it. A
        thread of its own has no meter, and torch can switch off what counts."""
        return self.phase == FORWARD and tensor.requires_grad and not tensor.is_leaf

    def returned(self, values: Iterable[Any]) -> None:
        """What the call gave back: no operator may have read it."""
        with torch._C.DisableTorchFunctionSubclass():
            for tensor in values:
                if isinstance(tensor, Tensor) and tensor.layout is torch.strided and tensor.device.type != "meta":
                    key = tensor.untyped_storage()._cdata
                    self.strays += key not in self._seen and key not in self._given and self._is_stray(tensor)

    def _hold(self, tensor: Tensor) -> None:
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key in self._seen or key in self._given:
            return
        size = storage.nbytes()
        self._seen.add(key)
        self.live += size
        self.peak[self.phase] = max(self.peak[self.phase], self.live)
        weakref.finalize(storage, self._drop, key, size)

    def _drop(self, key: int, size: int) -> None:
        self._seen.discard(key)
        self._given.discard(key)
        self._kept.pop(key, None)
        self._made_of.pop(key, None)
        self.live -= size

    def _keep(self, tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        if storage._cdata in self._seen:
            self._kept[storage._cdata] = storage.nbytes()
        return tensor

    def counts(self) -> "Counts":
        rows = {row: (count, flops) for row, (count, flops) in self.rows.items()}
        return Counts(rows, dict(self.peak), self.saved, self.steps.count, self.strays)


class Steps:
    """Counts the lines and calls of the code in one file that this thread runs inside a `with`; no file, no count.

    By sys.settrace, which counts the same in every version of Python: a step is a line that is begun, a loop of one
    line once for each turn, and a call of a function.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self._before: Any = None

    def __enter__(self) -> None:
        if self.file:
            self._before = sys.gettrace()
            sys.settrace(self._called)

    def __exit__(self, *_: Any) -> None:
        if self.file:
            sys.settrace(self._before)

    def _called(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != self.file:
            return None
        self.count += 1
        return self._line

    def _line(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.count += 1
        return self._line


def flops_of(func: Any, name: str, args: Any, kwargs: Any, result: Any) -> int:
    """Floating point operations of a product; everything else counts none."""
    formula = flop_registry.get(func._overloadpacket)
    if formula is not None:
        return int(formula(*args, **kwargs, out_val=result))
    if name in WITH_VECTORS:
        return 2 * int(args[WITH_VECTORS[name]].numel())
    if name == "_int_mm":
        return 2 * int(args[0].numel()) * int(args[1].shape[1])
    if name == ATTENTION:
        return int(sdpa_flop_count(args[0].shape, args[1].shape, args[2].shape))
    if name == "mul" and isinstance(args[1], Tensor) and result.numel() > max(args[0].numel(), args[1].numel()):
        return 2 * int(result.numel())  # an outer product: what `(a[:, :, None] * b).sum(1)` makes of a @ b
    return 0


@dataclass(frozen=True)
class Counts:
    """What a meter counted: rows → (how often, FLOPs), peak bytes by phase, bytes saved for backward, steps; strays are
    what was made where it cannot count."""

    rows: Mapping[Row, tuple[int, int]] = field(default_factory=dict)
    peak: Mapping[str, int] = field(default_factory=dict)
    saved: int = 0
    steps: int = 0
    strays: int = 0

    def select(
        self,
        during: str = "both",
        of: Collection[str] = (),
        reading: Collection[str] = (),
        dtype: Collection[str] = (),
    ) -> tuple[int, int]:
        """(operators, FLOPs) of the rows that match; the last three are globs, and none of them matches all."""
        count = flops = 0
        for (phase, name, returned, labels), (often, work) in self.rows.items():
            if (
                during in (phase, "both")
                and (not of or _any(of, name))
                and (not dtype or _any(dtype, returned))
                and (not reading or any(_any(reading, label) for label in labels))
            ):
                count += often
                flops += work
        return count, flops

    def peak_during(self, phase: str) -> int:
        return max(self.peak.values(), default=0) if phase == "both" else self.peak.get(phase, 0)

    def describe(self, during: str = FORWARD) -> dict[str, Any]:
        """For the report: totals, and the operators by how often they ran."""
        trace: Counter[str] = Counter()
        for (phase, name, _, _), (often, _) in self.rows.items():
            if during in (phase, "both"):
                trace[name] += often
        ops, flops = self.select(during)
        return {
            "ops": ops, "flops": flops, "peak_bytes": self.peak_during(during), "saved_bytes": self.saved,
            "steps": self.steps, "trace": dict(trace.most_common(SHOWN)),
        }  # fmt: skip

    def claim(self) -> dict[str, Any]:
        """As JSON, for the judge."""
        rows = [[*row[:3], list(row[3]), *numbers] for row, numbers in self.rows.items()]
        return {
            "rows": rows[:MOST_ROWS], "peak": dict(self.peak), "saved": self.saved, "steps": self.steps,
            "strays": self.strays,
        }  # fmt: skip

    @classmethod
    def claimed(cls, claim: Any) -> "Counts":
        """Reads a claim. Raises ValueError or TypeError for what is none."""
        if not isinstance(claim, dict) or not isinstance(claim.get("rows"), list) or len(claim["rows"]) > MOST_ROWS:
            raise ValueError("no counts")
        rows: dict[Row, tuple[int, int]] = {}
        for phase, name, dtype, labels, count, flops in claim["rows"]:
            # Names that no torch has would carry the numbers of a hidden case into the report.
            known = _text(name) if name in operators() else OTHER
            row = (_text(phase), known, _text(dtype), tuple(_text(label) for label in labels[:MOST_LABELS]))
            often, work = rows.get(row, (0, 0))
            rows[row] = often + _number(count), work + _number(flops)
        peak = {phase: _number(claim["peak"].get(phase, 0)) for phase in (FORWARD, BACKWARD)}
        return cls(rows, peak, *(_number(claim[name]) for name in ("saved", "steps", "strays")))


@functools.cache
def operators() -> frozenset[str]:
    """The names of all operators of this torch."""
    names = torch._C._dispatch_get_all_op_names()
    return frozenset(name.removeprefix("aten::").split(".")[0] for name in names)


def _any(patterns: Collection[str], name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 120:
        raise ValueError("no name")
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("no number")
    return min(max(value, 0), MOST)


def measure(call: Callable[[], Any]) -> dict[str, Any]:
    """The cost of `call()`."""
    meter = Meter()
    with meter.forward():
        call()
    return meter.counts().describe()
