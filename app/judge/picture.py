"""What of a tensor is drawn: all of it where it is small, else a part that holds the worst and says what it is part of.

A report is stored, and sent to a browser that draws every number in it, so both the numbers of one picture and those of
all pictures together are bounded, whatever a submission returns.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from app.judge.wire import name_of

MOST = 4096  # entries of one tensor in a report
LEAST = 64  # that a picture gets when nearly all paper is used
ALL = 60_000  # entries of all pictures of the cases together, before each further one gets no more than LEAST
SHARE = 4  # a picture takes at most this part of what is left
SIDE = 64  # rows and columns of a part
LINE = 256  # entries of a line: of a vector, or of what is drawn whole
PLANES = 4  # a part looks at so many planes rather than at one that is larger


@dataclass(frozen=True)
class View:
    """A part of a tensor of shape (*leading, rows, columns): some indices of each leading dimension, and a window."""

    plane: tuple[int, ...]  # of the leading dimensions: what is seen first
    axes: tuple[tuple[int, ...], ...]  # which indices of each leading dimension are there
    rows: tuple[int, int]
    cols: tuple[int, int]

    def of(self, tensor: Tensor) -> Tensor:
        """What is seen of a tensor of this shape, as (*kept, rows, columns)."""
        part = tensor.reshape((1,) * (2 - tensor.dim()) + tensor.shape) if tensor.dim() < 2 else tensor
        part = part[..., slice(*self.rows), slice(*self.cols)]
        for dim, kept in enumerate(self.axes):
            if len(kept) < part.shape[dim]:
                part = part.index_select(dim, torch.tensor(kept))
        return part

    def window_is_whole(self, shape: Sequence[int]) -> bool:
        """Whether all rows and columns are there."""
        rows, columns = _lengths(shape)[-2:]
        return self.rows == (0, rows) and self.cols == (0, columns)


def _lengths(shape: Sequence[int]) -> list[int]:
    """A number is one row of one column, a vector one row."""
    return [1] * (2 - len(shape)) + list(shape)


def view_of(
    shape: Sequence[int],
    room: int = MOST,
    badness: Tensor | None = None,
    first: Sequence[int] = (),
    planes: int = PLANES,
) -> View:
    """All, if it has at most `room` entries. Else a window that holds the worst entry, and the first bad one where both
    fit, in those planes that are the worst; the window is small enough for `planes` of them.

    `badness` is not negative and has no NaN; without it the first entries count as the worst.
    """
    *lead, rows, columns = _lengths(shape)
    if 0 in shape:
        return View((0,) * len(lead), ((0,),) * len(lead), (0, 0), (0, 0))
    worst = unravel(int(badness.argmax()), shape) if badness is not None else (0,) * len(shape)
    if len(first) != len(shape):
        first = worst
    at, also = ([0] * (2 - len(shape)) + list(index) for index in (worst, first))
    if math.prod(shape) <= room and max(rows, columns) <= LINE:
        return View(tuple(also[:-2]), tuple(tuple(range(n)) for n in lead), (0, rows), (0, columns))
    height, width = _fitting(rows, columns, room // min(math.prod(lead), planes))
    limit = max(1, room // (height * width)) if planes > 1 else 1
    window = _window(at[-2], also[-2], rows, height), _window(at[-1], also[-1], columns, width)
    return View(tuple(at[:-2]), _kept(badness, lead, at[:-2], limit), *window)


def unravel(flat: int, shape: Sequence[int]) -> tuple[int, ...]:
    """The index of an entry, from its place in reading order."""
    index = []
    for length in reversed(shape):
        flat, at = divmod(flat, length)
        index.append(at)
    return tuple(reversed(index))


def _fitting(rows: int, columns: int, area: int) -> tuple[int, int]:
    """Height and width of a window of at most `area` entries."""
    area = max(area, 1)
    height, width = min(rows, SIDE), min(columns, LINE if rows == 1 else SIDE)
    side = max(1, math.isqrt(area))
    if height * width > area:
        if height <= side:
            width = area // height
        elif width <= side:
            height = area // width
        else:
            height = width = side
    return height, width


def _window(at: int, also: int, length: int, size: int) -> tuple[int, int]:
    """`size` entries of `length` around `at`, with `also` among them where that is possible."""
    middle = (at + also) // 2 if abs(at - also) < size else at
    start = max(0, min(middle - size // 2, length - size))
    return start, start + size


def _kept(badness: Tensor | None, lead: list[int], at: list[int], limit: int) -> tuple[tuple[int, ...], ...]:
    """Indices of each leading dimension, at most `limit` planes: those of `at`, then whichever holds the worst."""
    kept, planes = [{i} for i in at], 1
    worst = badness.amax((-2, -1)) if badness is not None and limit > 1 and lead else None
    candidates = []
    for dim, length in enumerate(lead):
        if length == 1 or limit == 1:
            continue
        if worst is None:
            candidates += [(0.0, -dim, i) for i in range(min(length, limit))]
            continue
        each = worst.movedim(dim, 0).reshape(length, -1).amax(1)
        value, index = each.topk(min(length, limit))
        candidates += [(-v, -dim, i) for v, i in zip(value.tolist(), index.tolist(), strict=True)]
    for _, dim, i in sorted(candidates):
        grown = planes // len(kept[-dim]) * (len(kept[-dim]) + 1)
        if i not in kept[-dim] and grown <= limit:
            kept[-dim].add(i)
            planes = grown
    return tuple(tuple(sorted(indices)) for indices in kept)


def preview(tensor: Tensor, view: View | None = None, dtype: str | None = None) -> dict[str, Any]:
    """The numbers that are seen of a tensor; without a `view`, the first plane's first ones."""
    view = view or view_of(tensor.shape, planes=1)
    values = view.of(tensor).flatten() if tensor.numel() else tensor.flatten()
    if values.is_complex():
        listed: list[Any] = [str(v) for v in values.tolist()]
    elif values.is_floating_point():
        listed = [number(v) for v in values.double().tolist()]
    else:
        listed = [int(v) for v in values.tolist()]
    seen = {
        "kind": "tensor", "shape": list(tensor.shape), "dtype": dtype or name_of(tensor.dtype),
        "lead": list(view.plane), "rows": list(view.rows), "cols": list(view.cols), "values": listed,
    }  # fmt: skip
    if any(len(kept) > 1 for kept in view.axes):
        seen["axes"] = [list(kept) for kept in view.axes]
    return seen


def number(value: float) -> float | str:
    """A JSON number, or the word for what JSON has none for. Nine digits tell all float32 apart."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return float(f"{value:.9g}")


@dataclass
class Paper:
    """What is left to draw on in one report. The first pictures are large, and there is always room for a small one."""

    left: int = ALL

    def room(self) -> int:
        """Entries of each of the three tensors of the next picture."""
        return max(LEAST, min(MOST, self.left // (3 * SHARE)))

    def use(self, *pictures: dict[str, Any] | None) -> None:
        self.left -= sum(len(picture["values"]) for picture in pictures if picture)
