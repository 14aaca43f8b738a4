"""What a problem's `cases.py` is written with: a `Case`, and seeded tensors to fill it.

The tensors are *salted*. Public cases are always drawn with salt 0; the hidden ones of an attempt with one of `SALTS`,
so that numbers read off an earlier report are worth nothing. `python -m app check` proves a problem with every salt.
"""

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from app.gates import Gate

SALTS = (0, 1, 2)
_salt: ContextVar[int] = ContextVar("salt", default=0)


@dataclass(frozen=True)
class Case:
    """One call to judge. `gradients` and `out` override what problem.toml says for every case.

    name       what the learner sees, in words: "rows far apart"
    call       the function called, or for a problem with a driver whatever the driver makes of it
    gradients  arguments whose gradients are compared; "weights.*" means every tensor in the dict `weights`
    absent     arguments that ask for a gradient and must get none
    out        arguments that are written in place: judged, and exempt from "inputs unchanged"
    scale      the size of what enters the sums, for a result that cancels to almost nothing
    gates      names of the gates that hold here, or gates of its own; None: all that problem.toml has for this call
    """

    name: str
    call: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    gradients: tuple[str, ...] | None = None
    absent: tuple[str, ...] | None = None
    out: tuple[str, ...] | None = None
    scale: float | None = None
    gates: tuple[str | Gate, ...] | None = None


@contextlib.contextmanager
def salted(salt: int) -> Iterator[None]:
    """Everything drawn inside comes from this salt."""
    token = _salt.set(salt)
    try:
        yield
    finally:
        _salt.reset(token)


def _generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed * 1_000_003 + _salt.get())


def randn(*shape: int, seed: int, dtype: torch.dtype = torch.float32, scale: float = 1.0, shift: float = 0.0) -> Tensor:
    """Normal numbers. Drawn in float64, so that every dtype gets the same ones, rounded."""
    return (torch.randn(shape, generator=_generator(seed), dtype=torch.float64) * scale + shift).to(dtype)


def rand(*shape: int, seed: int, dtype: torch.dtype = torch.float32, low: float = 0.0, high: float = 1.0) -> Tensor:
    """Uniform numbers between `low` and `high`."""
    return (torch.rand(shape, generator=_generator(seed), dtype=torch.float64) * (high - low) + low).to(dtype)


def randint(low: int, high: int, shape: tuple[int, ...], seed: int, dtype: torch.dtype = torch.int64) -> Tensor:
    """Integers from `low` up to, not including, `high`."""
    return torch.randint(low, high, shape, generator=_generator(seed), dtype=dtype)


def randperm(n: int, seed: int) -> Tensor:
    """0 … n-1 in random order."""
    return torch.randperm(n, generator=_generator(seed))
