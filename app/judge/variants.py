"""Variants: what a right answer may still lack. The call that was judged is made once more under another circumstance:
one row seen many times, a batch of none, torch.vmap, torch.autocast; and it is told what the call left behind.

Runner and judge share this page, so that both make the same inputs of a case. It decides nothing.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import torch
import torch.utils._device
from torch import Tensor

from app.judge.call import deterministic
from app.judge.trees import Inputs, Path, at, changed

EXPANDED, BATCH_SIZES, VMAP = "expanded", "batch_sizes", "vmap"
AUTOCAST, DETERMINISTIC = "autocast", "deterministic"
ON_CPU = "on_cpu"  # of an attempt on a GPU: the same inputs, and the answer there
SLICES = 2  # of what torch.vmap maps over
RANDOM = "random numbers"
SEED = "random seed"

Call = Callable[[tuple[Any, ...], dict[str, Any]], Any]


def largest(value: Tensor) -> float:
    """The largest finite magnitude."""
    if not value.numel() or not (value.is_floating_point() or value.is_complex()):
        return 0.0
    size = value.detach().abs()
    return float(torch.where(size.isfinite(), size, 0.0).max())


# ---- other inputs --------------------------------------------------------------------------------------------------


def expanded(tensor: Tensor) -> Tensor:
    """The first row in the place of every row, in memory once: stride 0."""
    return tensor[:1].clone().expand_as(tensor)


def first(n: int) -> Callable[[Tensor], Tensor]:
    """A batch of the first n."""
    return lambda tensor: tensor[:n].clone()


def example(n: int) -> Callable[[Tensor], Tensor]:
    """What torch.vmap finds in slice n: the tensor itself, then the same numbers backwards."""
    return lambda tensor: tensor if n == 0 else tensor.flip(tuple(range(tensor.dim())))


def run(plan: dict[str, Any], inputs: Inputs, call: Call, device: str) -> Any:
    """`call` under the circumstance that `plan` names."""
    args, kwargs = inputs
    match plan["kind"]:
        case "expanded":
            return call(*changed(args, kwargs, plan["paths"], expanded))
        case "batch_sizes":
            return call(*changed(args, kwargs, plan["paths"], first(plan["n"])))
        case "vmap":
            return _mapped(plan["paths"], inputs, call)
        case "autocast":
            with torch.autocast(device, dtype=torch.bfloat16):
                return call(args, kwargs)
    return call(args, kwargs)


def _mapped(paths: list[Path], inputs: Inputs, call: Call) -> Any:
    """torch.vmap over one more dimension in front of the tensors at `paths`; all results have it in front, too."""
    tensors = [at(*inputs, path) for path in paths]
    stacked = [torch.stack([example(n)(tensor) for n in range(SLICES)]) for tensor in tensors]

    def one(*slices: Tensor) -> Any:
        given = iter(slices)
        return call(*changed(*inputs, paths, lambda _: next(given)))

    return torch.vmap(one)(*stacked)


# ---- what a call leaves behind -------------------------------------------------------------------------------------


class State:
    """What of torch's global state a call must put back. `draws`: the position in the random numbers, too."""

    def __init__(self, draws: bool = False) -> None:
        self.draws = draws
        self.settings = _settings()
        self.numbers = torch.default_generator.get_state() if draws else None

    def changed(self) -> list[str]:
        """The names of what is different now."""
        now = _settings()
        names = [name for name, value in self.settings.items() if now[name] != value]
        if self.numbers is not None and not torch.equal(self.numbers, torch.default_generator.get_state()):
            names.append(RANDOM)
        return names


def _settings() -> dict[str, Any]:
    return {
        "default dtype": torch.get_default_dtype(),
        "default device": torch.utils._device.CURRENT_DEVICE,  # torch.get_default_device takes 8 µs
        "grad mode": torch.is_grad_enabled(),
        "deterministic mode": deterministic(),
        "anomaly detection": torch.is_anomaly_enabled(),
        "autocast": torch.is_autocast_enabled("cpu"),
        SEED: torch.default_generator.initial_seed(),
    }


SETTINGS = frozenset(_settings()) | {RANDOM}


def shared(output: Iterator[tuple[str, Any]], inputs: Iterator[tuple[str, Any]]) -> list[str]:
    """The paths of the inputs whose memory some part of the output lies in."""
    memory = {place for _, value in output if (place := _memory(value))}
    return [path for path, value in inputs if _memory(value) in memory]


def _memory(value: Any) -> int:
    """Where a tensor's storage begins; 0 for what has none."""
    if isinstance(value, Tensor):
        with torch._C.DisableTorchFunctionSubclass(), contextlib.suppress(RuntimeError, NotImplementedError):
            return value.untyped_storage().data_ptr()
    return 0
