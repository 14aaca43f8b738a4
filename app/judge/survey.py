"""What errors a whole tensor has, in a few numbers: for a picture may show only a part of it.

How bad an entry is, is its error in units of what is allowed there: above 1 it is outside the band.
"""

import math
from typing import Any

import torch
from torch import Tensor

from app.judge.picture import View, number, unravel

DECADE = 2  # bins of the histogram for each power of ten
LOW, HIGH = -4, 8  # powers of ten of its ends; what lies beyond counts in the last bins
MOST_PLANES = 256  # that are counted one by one
BLOCKS = 32  # rows and columns of an overview
LINE_BLOCKS = 128  # blocks of a vector
JUST_OUTSIDE = math.nextafter(1.0, 2.0)


def badness(error: Tensor, allowed: Tensor | None, wrong: Tensor) -> Tensor:
    """Error over what is allowed; infinite where it is no number. Above 1 exactly where `wrong`.

    Without a band, as for integers, the error itself.
    """
    bad = error.double() / allowed.clamp(min=1e-300) if allowed is not None else error.double()
    bad = bad.nan_to_num(nan=math.inf, posinf=math.inf)
    return torch.where(wrong, bad.clamp(min=JUST_OUTSIDE), bad.clamp(max=1.0))


def survey(error: Tensor, bad: Tensor, wrong: Tensor, view: View, banded: bool) -> dict[str, Any]:
    """`worst` index; `histogram` of all errors, where there is a band; `planes` with what is off in each, where there
    are several; `overview` of the worst in each block, where the view is a window."""
    shape = list(wrong.shape)
    told: dict[str, Any] = {"worst": list(unravel(int(bad.argmax()), shape))}
    if banded:
        told["histogram"] = histogram(error, bad, wrong)
    if len(shape) > 2 and 1 < math.prod(shape[:-2]) <= MOST_PLANES:
        told["planes"] = wrong.flatten(-2).sum(-1).flatten().tolist()
    if not view.window_is_whole(shape):
        told["overview"] = overview(bad)
    return told


def histogram(error: Tensor, bad: Tensor, wrong: Tensor) -> dict[str, Any]:
    """How many entries have which error, in half powers of ten of what is allowed.

    `counts` begins with the bin `first`. Bin k holds what is above 10^(k/2) and at most 10^((k+1)/2) times the band, so
    the bins from 0 on are what is outside. `exact` have no error at all, `odd` are not finite and ought to be, or the
    other way round.
    """
    odd = wrong & ~error.isfinite()
    exact = (error == 0) & ~wrong
    rest = bad[~odd & ~exact]
    # of a value that is exactly at the edge of the band, the logarithm is exactly 0
    bins = ((rest.log10() * DECADE).ceil() - 1).clamp(LOW * DECADE, HIGH * DECADE - 1)
    bins = torch.where(rest > 1, bins.clamp(min=0), bins.clamp(max=-1)).long()
    counts = torch.bincount(bins - LOW * DECADE, minlength=1) if rest.numel() else torch.zeros(0, dtype=torch.long)
    used = counts.nonzero().flatten().tolist()
    start, end = (used[0], used[-1] + 1) if used else (0, 0)
    return {
        "first": start + LOW * DECADE, "per_decade": DECADE, "counts": counts[start:end].tolist(),
        "exact": int(exact.sum()), "odd": int(odd.sum()),
    }  # fmt: skip


def overview(bad: Tensor) -> dict[str, Any]:
    """The worst of each block of rows and columns, over all leading dimensions: no error is too small to be seen."""
    plane = bad.reshape(1, -1) if bad.dim() < 2 else bad.flatten(0, -3).amax(0) if bad.dim() > 2 else bad
    rows, columns = plane.shape
    height = -(-rows // BLOCKS)
    width = -(-columns // (LINE_BLOCKS if rows == 1 else BLOCKS))
    down, across = -(-rows // height), -(-columns // width)
    padded = torch.nn.functional.pad(plane, (0, across * width - columns, 0, down * height - rows))
    worst = padded.reshape(down, height, across, width).amax((1, 3)).flatten().tolist()
    return {"height": height, "width": width, "rows": down, "cols": across, "worst": [_rough(v) for v in worst]}


def _rough(value: float) -> float | str:
    """Three digits are enough for a colour."""
    return number(float(f"{value:.3g}"))
