"""What scratch code asked to see, read strictly and made ready to draw. Nothing of it is judged."""

from typing import Any

import torch
from torch import Tensor

from app.judge import wire
from app.judge.checks import Malformed
from app.judge.compare import Expected, compare, short
from app.judge.picture import Paper, number, preview, view_of
from app.judge.sketch import MOST, WINDOW
from app.judge.variants import largest
from app.judge.wire import Array

SOURCE = 120  # characters of a line that are repeated


def read_drawn(answer: dict[str, Any], body: bytearray, source: str) -> list[dict[str, Any]]:
    """Drawings of one run, in their order: `show` with a preview, `check` with a check. Raises Malformed."""
    unpacker, lines, paper = wire.Unpacker(body, wrap=True), source.splitlines(), Paper()
    drawn: list[dict[str, Any]] = []
    try:
        for item in answer["drawn"][:MOST]:
            line = item["line"] if type(item["line"]) is int and 0 < item["line"] <= len(lines) else None
            told = {"kind": item["kind"], "line": line, "source": lines[line - 1].strip()[:SOURCE] if line else ""}
            parts = [_Part(unpacker, part) for part in item["values"]]
            if item["kind"] == "show" and len(parts) == 1:
                drawn.append(told | {"value": parts[0].preview(paper), "note": parts[0].note()})
            elif item["kind"] == "check" and len(parts) == 2:
                drawn.append(told | {"check": _compared(paper, *parts)})
            else:
                raise Malformed
    except (wire.WireError, KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise Malformed from error
    return drawn


class _Part:
    """A value, or a part of a tensor of a larger `shape`."""

    def __init__(self, unpacker: wire.Unpacker, told: dict[str, Any]) -> None:
        self.value = unpacker.unpack(told["value"])
        self.tensor: Tensor | None = self.value.tensor if isinstance(self.value, Array) else None
        self.shape: list[int] = []
        if self.tensor is not None:
            self.shape = list(wire.sizes(told["shape"]))
            if list(self.tensor.shape) not in (self.shape, [min(n, WINDOW) for n in self.shape[-2:]]):
                raise Malformed
        whole = told.get("whole", [])
        self.whole = [float(n) for n in whole] if len(whole) == 3 else []
        self.odd = min(told["odd"], 1 << 48) if type(told.get("odd")) is int else 0

    @property
    def partial(self) -> bool:
        return self.tensor is not None and list(self.tensor.shape) != self.shape

    def preview(self, paper: Paper) -> dict[str, Any]:
        if self.tensor is None:
            return {"kind": "value", "text": short(self.value)}
        seen = preview(self.tensor, view_of(self.tensor.shape, paper.room()))
        paper.use(seen)
        return seen | {"shape": self.shape, "lead": [0] * max(0, len(self.shape) - 2)} if self.partial else seen

    def note(self) -> str:
        """What the whole is like, of which a part may be drawn."""
        if len(self.whole) != 3:
            return ""
        low, high, mean = (number(n) for n in self.whole)
        odd = f", {self.odd} not finite" if self.odd > 0 else ""
        return f"All of it: from {low} to {high}, mean {mean}{odd}."


def _compared(paper: Paper, yours: _Part, expected: _Part) -> dict[str, Any]:
    want = expected.tensor
    if want is None:
        text, other = short(expected.value), short(yours.value)
        size = abs(expected.value) if isinstance(expected.value, float) else 0.0
        known = expected.value is None or isinstance(expected.value, int | float | str | bool)
        value = Expected(expected.value, None, size) if known else Expected(text, None, 0.0)
        return vars(compare("check", value, yours.value if known else other, paper))
    exact = want.to(torch.float64) if want.is_floating_point() else want
    got = yours.value
    if yours.tensor is not None and yours.shape != expected.shape and yours.tensor.shape == want.shape:
        got = short(yours.shape)  # two corners of one size are not yet two tensors of one shape
    check = compare("check", Expected(exact, want.dtype, largest(want), 0.0, tuple(want.stride()), "cpu"), got, paper)
    if (yours.partial or expected.partial) and yours.shape == expected.shape:
        check.message = f"{check.message} Only the first {WINDOW} by {WINDOW} were compared.".strip()
    if yours.tensor is not None and yours.shape != expected.shape:
        check.message = f"The shape is {tuple(yours.shape)}, expected {tuple(expected.shape)}."
    return vars(check)
