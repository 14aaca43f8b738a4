"""A whole small attempt, judged by nobody, so that the first real one finds everything done that is done once.

The zygote rehearses until Python has specialized its bytecode, which every runner then inherits: what is specialized
runs faster, and is written to no more. A runner rehearses once more while nobody waits for it, to have copies of the
pages that an attempt writes to; not behind a guard, where that costs as much as it saves.
"""

import json
import linecache
import os
import sys
from typing import Any

import torch

from app.judge import sandbox, wire
from app.judge.forbidden import SOLUTION, Guard
from app.judge.runner import Runner

SOURCE = """import torch


def rehearsed(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    shifted = torch.exp(x - x.amax(dim, keepdim=True))
    return shifted / shifted.sum(dim, keepdim=True)
"""
GUARDED_SOURCE = "def rehearsed(x):\n    return x * x + x\n"
X = torch.arange(6.0, device="cpu").view(2, 3)  # made here: behind a guard, making a tensor may be forbidden
COTANGENT = X.to(torch.bfloat16)
NO_TARGETS: dict[str, Any] = {
    "operators": {}, "functions": [], "helpers": [], "decompositions": [], "classes": [], "numpy": None,
    "autograd": False,
}  # fmt: skip


def rehearse(guard: Guard | None = None, with_backward: bool = True, with_meter: bool = True) -> None:
    """Load a solution and answer a case, as a runner does. Raises RuntimeError when that did not work.

    Behind a `guard` the solution is one that hardly any problem forbids; if this one does, it is no error.
    """
    read, write = os.pipe()
    try:
        runner, frames = Runner(write, sandbox.Sizes(0, 0), guard=guard), wire.Frames(read)
        wire.send(write, _job(SOURCE if guard is None else GUARDED_SOURCE))
        answer = runner.load(frames.receive()[0])
        if "loaded" not in answer:
            raise RuntimeError(f"a rehearsal was not loaded: {answer}")
        packer = wire.Packer()
        wire.send(write, _case(packer, with_backward), packer.chunks)
        header, body = frames.receive()
        answer, chunks = runner.case(header, body)
        if "error" in answer and guard is None:
            raise RuntimeError(f"a rehearsal failed: {answer['error']}")
        wire.frame(answer, chunks)
        if with_meter:
            json.dumps(runner.meter(header, body))
    finally:
        os.close(read)
        os.close(write)
        sys.modules.pop("solution", None)
        linecache.cache.pop(SOLUTION, None)


def _job(source: str) -> dict[str, Any]:
    return {
        "source": source, "drive": None, "device": "cpu", "forbid": ["unheard_of"], "functions": ["rehearsed"],
        "targets": NO_TARGETS, "seed": 0, "seal": 0, "cpu_seconds": 0, "memory_bytes": 0,
    }  # fmt: skip


def _case(packer: wire.Packer, with_backward: bool) -> dict[str, Any]:
    """Two rows of three, their gradient, and the call with another layout."""
    return {
        "call": "rehearsed", "args": packer.pack([X]), "kwargs": packer.pack({}), "seed": 0,
        "leaves": [["args", 0]] if with_backward else [],
        "cotangents": packer.pack({"": COTANGENT}) if with_backward else None, "second": None,
        "meter": None, "noncontiguous": True, "variants": [],
        "watch": {"settings": True, "draws": True, "alias": True},
    }  # fmt: skip
