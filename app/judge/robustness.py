"""Which variants a problem asks for, what must come back from each, and the words a learner reads where it does not.

A variant runs in one case of each function: the first whose inputs permit it. What a call leaves behind is looked at in
every case, because that costs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from app.catalog import NAMING, Checks
from app.judge import variants
from app.judge.cases import Case
from app.judge.trees import at, changed
from app.judge.variants import AUTOCAST, BATCH_SIZES, DETERMINISTIC, EXPANDED, ON_CPU, VMAP, largest

if TYPE_CHECKING:
    from app.judge.oracle import Oracle
    from app.judge.prepared import Prepared

NO_ALIAS, NO_GLOBAL_STATE = "no_alias", "no_global_state"
BATCHES = (0, 1)


@dataclass(frozen=True)
class Words:
    """`check` is what the report calls it; the sentences end in what came instead, and are followed by what to do."""

    check: str
    differs: str
    stops: str
    advice: str


WORDS = {
    EXPANDED: Words(
        "expanded input",
        "With one row seen many times, as `expand` makes it (stride 0), the answer is another",
        "With one row seen many times, as `expand` makes it (stride 0), your code stops",
        "Write into tensors of your own, never into an input, and count on sizes, not on strides.",
    ),
    BATCH_SIZES: Words(
        "batch of {n}",
        "With a batch of {n} the answer is another",
        "With a batch of {n} your code stops",
        "Name the dimensions you reduce or drop, and let every result have the size of the batch, whatever it is.",
    ),
    VMAP: Words(
        "under vmap",
        "Under torch.vmap an example gives another answer than alone",
        "Under torch.vmap your code stops",
        "Count dimensions from the end; use torch.where, not `if`, and no `.item()`; write only into what is made of "
        "the input.",
    ),
    AUTOCAST: Words(
        "under autocast",
        "Under torch.autocast to bfloat16 the answer leaves the band of bfloat16",
        "Under torch.autocast to bfloat16 your code stops",
        "There products come out in bfloat16: do not write them into memory of another dtype, and do sums, "
        "exponentials and norms in float32.",
    ),
    DETERMINISTIC: Words(
        "second call",
        "A second call with the same input gives other bits",
        "A second call with the same input stops",
        "Keep nothing from one call to the next, and draw no random numbers.",
    ),
    ON_CPU: Words(
        "on the CPU",
        "With its inputs on the CPU, and no longer on the GPU, the answer is another",
        "With its inputs on the CPU, and no longer on the GPU, your code stops",
        "Make new tensors where the inputs are (`device=x.device`), and name no device yourself.",
    ),
    NO_ALIAS: Words("own memory", "", "", "Whoever writes into one changes the other. Return a tensor of its own."),
    NO_GLOBAL_STATE: Words("global state", "", "", ""),
}


@dataclass(frozen=True)
class Variant:
    """One further call: what the runner is asked for, and the cases whose answers must come back.

    expected  of torch.vmap one for each slice; none for a second call, which is held against the first
    """

    plan: dict[str, Any]
    expected: tuple["Prepared", ...] = ()

    @property
    def kind(self) -> str:
        return str(self.plan["kind"])

    @property
    def check(self) -> str:
        return WORDS[self.kind].check.format(**self.plan)

    def differs(self, message: str) -> str:
        words = WORDS[self.kind]
        return f"{words.differs.format(**self.plan)}: {message} {words.advice}"

    def stops(self, message: str) -> str:
        words = WORDS[self.kind]
        return f"{words.stops.format(**self.plan)}: {message.rstrip('.')}. {words.advice}"

    @property
    def size(self) -> int:
        return sum(part.size for part in self.expected)


def watched(checks: Checks) -> dict[str, bool]:
    """What the runner looks at after each call."""
    return {"settings": checks.no_global_state, "draws": checks.deterministic, "alias": checks.no_alias}


def variants_of(oracle: "Oracle", case: Case, paths: Mapping[str, Any], salt: int) -> tuple[Variant, ...]:
    """The variants that run in this case, with what must come back. `paths` leads to every tensor argument."""
    asked: dict[str, tuple[str, ...]] = oracle.remembered("varied", lambda: _chosen(oracle)).get(case.name, {})
    found: list[Variant] = []
    for kind in asked:
        named = [paths[label] for label in asked[kind]]
        plan = {"kind": kind, "paths": named}

        def on(change: Any, named: Any = named) -> "Prepared":
            args, kwargs = changed(case.args, dict(case.kwargs), named, change)
            # Equal rows may cancel to nothing: what enters the sums is as large as the case's own inputs.
            scale = max([case.scale or 0.0, *(largest(at(case.args, case.kwargs, path)) for path in named)])
            twin = replace(case, args=args, kwargs=kwargs, gradients=(), absent=(), gates=(), scale=scale or None)
            return oracle.prepare(twin, salt, alone=True)

        match kind:
            case "expanded":
                found.append(Variant(plan, (on(lambda tensor: variants.expanded(tensor).contiguous()),)))
            case "batch_sizes":
                found += [Variant({**plan, "n": n}, (on(variants.first(n)),)) for n in BATCHES]
            case "vmap":
                found.append(Variant(plan, tuple(on(variants.example(n)) for n in range(variants.SLICES))))
            case "autocast":
                found.append(Variant(plan, (oracle.in_bfloat16(on(lambda tensor: tensor)),)))
            case _:
                found.append(Variant(plan))
    return tuple(found)


def _chosen(oracle: "Oracle") -> dict[str, dict[str, tuple[str, ...]]]:
    """Case → the variants that run there, each with the labels of the tensors that it changes."""
    chosen: dict[str, dict[str, tuple[str, ...]]] = {}
    done: set[tuple[str, str]] = set()
    checks = oracle.problem.checks
    for case in oracle.cases(0):
        for kind in (*NAMING, AUTOCAST, DETERMINISTIC):
            if (kind, case.call) in done or not getattr(checks, kind):
                continue
            wanted = oracle.by_call(getattr(checks, kind), case) if kind in NAMING else ()
            labels = _fitting(kind, oracle.tensors(case), wanted)
            if labels is not None:
                chosen.setdefault(case.name, {})[kind] = labels
                done.add((kind, case.call))
    return chosen


def _fitting(kind: str, tensors: Mapping[str, Tensor], wanted: tuple[str, ...]) -> tuple[str, ...] | None:
    """The labels of the tensors that a variant changes in a case; None where its inputs do not permit it."""
    named = {
        label: tensor
        for label, tensor in tensors.items()
        if label in wanted or (group := label.split(".")[0]) in wanted or f"{group}.*" in wanted
    }
    lengths = {tensor.shape[0] if tensor.dim() else 0 for tensor in named.values()}
    match kind:
        case "deterministic":
            return ()
        case "autocast":
            return () if any(tensor.dtype == torch.float32 for tensor in tensors.values()) else None
        case "expanded":
            labels = tuple(label for label, tensor in named.items() if tensor.dim() and tensor.shape[0] > 1)
            return labels or None
        case "batch_sizes":
            return tuple(named) if len(lengths) == 1 and max(lengths) > 1 else None
    return tuple(named) or None


def without_a_case(oracle: "Oracle") -> list[str]:
    """Switches that no case permits."""
    chosen = {kind for kinds in _chosen(oracle).values() for kind in kinds} | {NO_ALIAS, NO_GLOBAL_STATE}
    return [name for name in oracle.problem.checks.switched_on if name not in chosen]
