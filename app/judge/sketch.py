"""`show(x)` and `check(a, b)`, for scratch code: taken down in the runner; the judge compares and draws."""

import math
import sys
from types import FrameType
from typing import Any

import torch
from torch import Tensor

from app.judge import wire

WINDOW = 64  # rows and columns of a tensor that are sent; the rest is summed up
MOST = 16  # drawings of one scratch file
WHOLE = 1 << 20  # bytes up to which `check` compares all of a tensor


class Sketch:
    """What one run of scratch code asked to see."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.packer = wire.Packer()
        self.items: list[dict[str, Any]] = []
        self.left_out = 0

    def show(self, *values: Any) -> Any:
        """Draw each of `values`; gives back what it was given, so that it fits into an expression."""
        for value in values:
            self._add({"kind": "show", "values": [value]})
        return values[0] if len(values) == 1 else values

    def check(self, yours: Any, expected: Any) -> None:
        """Compare two values, as the judge compares an answer, and draw both with their difference."""
        self._add({"kind": "check", "values": [yours, expected]})

    def _add(self, item: dict[str, Any]) -> None:
        if len(self.items) >= MOST:
            self.left_out += 1
            return
        limit = 0 if item["kind"] == "show" else WHOLE
        item |= {"line": self._line(), "values": [self._part(value, limit) for value in item["values"]]}
        self.items.append(item)

    def _part(self, value: Any, limit: int) -> dict[str, Any]:
        """A value as it is; of a tensor beyond `limit` bytes a corner, and what the whole is like."""
        if not isinstance(value, Tensor) or value.layout is not torch.strided:
            return {"value": self.packer.pack(value)}
        with torch.no_grad():
            plain = value.detach()
            size = plain.numel() * plain.element_size()
            part = plain if size <= limit else corner(plain)
            told = {"value": self.packer.pack(part), "shape": list(plain.shape)}
            if plain.numel() and not plain.is_complex():
                finite = plain[plain.isfinite()].double()
                if finite.numel():
                    numbers = (finite.min(), finite.max(), finite.mean())
                    told["whole"] = [float(number) for number in numbers if math.isfinite(number)]
                told["odd"] = plain.numel() - finite.numel()
        return told

    def _line(self) -> int | None:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self.file:
            frame = frame.f_back
        return frame.f_lineno if frame is not None else None


def corner(tensor: Tensor) -> Tensor:
    """At most 64 by 64 entries: of the last two dimensions the first ones, of all before the first."""
    if tensor.numel() == 0:
        return tensor
    plane = tensor[(0,) * max(0, tensor.dim() - 2)]
    return plane[tuple(slice(0, WINDOW) for _ in plane.shape)]
