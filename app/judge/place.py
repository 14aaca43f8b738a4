"""Where a case stands on the stability map, measured from its tensors: nobody writes it down, so it cannot be wrong.

The first float tensor of a case (that is no weight of a module) gives type and shape; numbers are looked for in all of
that type. Where a variant changes the batch, its case stands there too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from app.judge.variants import BATCH_SIZES, largest
from app.judge.wire import name_of
from app.stability import DTYPES, HUGE, KINDS, TINY

if TYPE_CHECKING:
    from app.judge.oracle import Oracle
    from app.judge.prepared import Prepared


def place(oracle: "Oracle", prepared: "Prepared") -> tuple[str, list[str]] | None:
    """The type of a case, and what its inputs are; None where it has no float tensor."""
    data = list(data_of(oracle.tensors(prepared.case)).values())
    if not data:
        return None
    kinds = set(_kinds(data[0], [tensor for tensor in data if tensor.dtype == data[0].dtype]))
    kinds |= {{0: "empty", 1: "batch_of_one"}[v.plan["n"]] for v in prepared.variants if v.kind == BATCH_SIZES}
    return name_of(data[0].dtype), [kind for kind in KINDS if kind in kinds]


def data_of(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The float tensors among them that are no weights, or the weights where there is nothing else."""
    floats = {label: tensor for label, tensor in tensors.items() if name_of(tensor.dtype) in DTYPES}
    return {label: tensor for label, tensor in floats.items() if "." not in label} or floats


def taken(oracle: "Oracle", salt: int = 0) -> dict[tuple[str, str], list[int]]:
    """The places that cases stand in → their numbers."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, prepared in enumerate(oracle.prepared(salt)):
        dtype, kinds = place(oracle, prepared) or ("", [])
        for kind in kinds:
            found.setdefault((dtype, kind), []).append(number)
    return found


def size_of(largest: float) -> str | None:
    """What a tensor is whose largest number this is; nothing, where that is 0."""
    return "huge" if largest >= HUGE else "ordinary" if largest >= TINY else "tiny" if largest > 0 else None


def _kinds(first: Tensor, data: Sequence[Tensor]) -> Iterator[str]:
    sizes = [largest(tensor) for tensor in data]
    alike = [size for size, tensor in zip(sizes, data, strict=True) if tensor.dim() == first.dim()]
    if size_of(max(sizes)) == "huge":
        yield "huge"
    elif any(size_of(size) == "tiny" for size in alike):
        yield "tiny"
    elif max(sizes) > 0:
        yield "ordinary"
    if any(bool(((t != 0) & (t.abs() < torch.finfo(t.dtype).tiny)).any()) for t in data):
        yield "denormal"
    if first.dim() and first.shape[-1] > 1 and bool((first == 0).all(-1).any()):
        yield "zeros"
    masked = [_all_minus_inf(tensor) for tensor in data]
    if any(bool(rows.any()) for rows in masked):
        yield "minus_inf"
    if any(bool((~t.isfinite() & ~rows).any()) for t, rows in zip(data, masked, strict=True)):
        yield "not_finite"
    if not first.numel():
        yield "empty"
    if first.dim() > 1 and first.shape[0] == 1:
        yield "batch_of_one"
    if first.dim() and first.shape[-1] == 1:
        yield "length_one"


def _all_minus_inf(tensor: Tensor) -> Tensor:
    """Which rows hold nothing else."""
    if not tensor.dim() or not tensor.shape[-1]:
        return torch.zeros(tensor.shape, dtype=torch.bool)
    return (tensor == -torch.inf).all(-1, keepdim=True)
