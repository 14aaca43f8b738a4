"""What a runner on a GPU does besides: its context, the state of torch's CUDA half, its memory, its clock.

Only a runner calls any of this, never the zygote that it is forked from: whoever has spoken to CUDA cannot fork
children that use it. The GPU is the only visible one, and so always number 0.
"""

import contextlib
import os
import sys
from typing import Any

import torch
from torch import Tensor

SLACK = 64 << 20  # what cuBLAS takes for itself, and what the allocator rounds up
WORDS = 300  # of what a kernel said when it failed


def start() -> None:
    """Make the context, and do once what is slow the first time. Raises RuntimeError, AssertionError: why not."""
    torch.cuda.init()
    restore()
    x = torch.ones(16, 16, device="cuda", requires_grad=True)
    (x @ x).exp().sum().backward()
    torch.cuda.synchronize()


def about() -> dict[str, Any]:
    """The GPU, as its driver describes it."""
    found = torch.cuda.get_device_properties(0)
    capability = f"{found.major}.{found.minor}"
    return {"name": found.name, "memory_bytes": found.total_memory, "capability": capability}


def restore() -> None:
    """What one call may have left behind must not reach the next: full precision, and the same order each time."""
    torch.backends.cuda.matmul.fp32_precision = "ieee"  # not TF32, which keeps 10 of 23 bits
    torch.backends.cudnn.conv.fp32_precision = "ieee"  # type: ignore[attr-defined]
    torch.backends.cudnn.rnn.fp32_precision = "ieee"  # type: ignore[attr-defined]
    torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
    torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


def begin(memory_bytes: int, seed: int) -> None:
    """The limits of one attempt. They hold for torch's allocator in this process, and so for honest code."""
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(fraction(memory_bytes, total))
    torch.cuda.manual_seed(seed)


def fraction(memory_bytes: int, total: int) -> float:
    """The share of a GPU with `total` bytes that an attempt may have."""
    return min(1.0, (memory_bytes + SLACK) / total)


class Timer:
    """Seconds from now on, by the GPU's own clock; nothing that was asked of it before is counted."""

    def __init__(self) -> None:
        torch.cuda.synchronize()
        self._first, self._last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        self._first.record()

    def seconds(self) -> float:
        """Waits until all is computed, so that an error shows up here and not in the next case."""
        self._last.record()
        self._last.synchronize()
        return float(self._first.elapsed_time(self._last)) / 1000


def moved(tensor: Tensor, device: str) -> Tensor:
    """A copy on `device`, laid out in memory as `tensor` is. (`Tensor.to` makes what has gaps contiguous.)"""
    shape = [min(n, 1) if step == 0 else n for n, step in zip(tensor.shape, tensor.stride(), strict=True)]
    laid = torch.empty_strided(shape, tensor.stride(), dtype=tensor.dtype, device=device)
    laid.copy_(tensor[tuple(slice(0, n) for n in shape)])
    return laid.expand(tensor.shape)


class Complaints:
    """What libraries write to standard error, kept apart from the submission's own.

    A failed assertion in a kernel prints a line for each of its threads, up to a thousand of them. They go into a pipe
    that holds 64 KiB and drops the rest; the submission's `sys.stderr` goes where its `print` goes.
    """

    def __init__(self, output: int) -> None:
        self._read, write = os.pipe()
        for fd in (self._read, write):
            os.set_blocking(fd, False)
        os.dup2(write, 2)
        os.close(write)
        sys.stderr = open(os.dup(output), "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: PTH123, SIM115

    def said(self) -> str:
        """The first line of what was written since the last time."""
        text = b""
        with contextlib.suppress(OSError):
            while data := os.read(self._read, 1 << 16):
                text = text or data
        return text.decode(errors="replace").strip().split("\n")[0][:WORDS]
