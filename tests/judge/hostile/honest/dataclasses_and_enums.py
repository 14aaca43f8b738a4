"""Dataclasses, enums, named tuples, a protocol and generics."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, NamedTuple, Protocol, TypeVar

import torch

T = TypeVar("T")


class Step(Enum):
    SHIFT = auto()
    SCALE = auto()


class Pair(NamedTuple):
    top: torch.Tensor
    bottom: torch.Tensor


class Runs(Protocol):
    def run(self, x: torch.Tensor) -> torch.Tensor: ...


@dataclass(frozen=True)
class Plan(Generic[T]):
    dim: int
    steps: list[Step] = field(default_factory=lambda: [Step.SHIFT, Step.SCALE])

    def run(self, x: torch.Tensor) -> torch.Tensor:
        for step in self.steps:
            if step is Step.SHIFT:
                x = torch.exp(x - x.amax(self.dim, keepdim=True))
            else:
                pair = Pair(x, x.sum(self.dim, keepdim=True))
                x = pair.top / pair.bottom
        return x


def softmax(x: torch.Tensor, dim: int) -> torch.Tensor:
    plan: Runs = Plan[int](dim)
    return plan.run(x)
