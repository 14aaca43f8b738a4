"""A whole small attempt, judged by nobody, so that the first real one finds everything done that is done once.

The zygote rehearses until Python has specialized its bytecode, which every runner then inherits: what is specialized
runs faster, and is written to no more. Each runner rehearses once while nobody waits for it, to have copies of the
pages that an attempt writes to.
"""

import json
import linecache
import os
import sys
from typing import Any

import torch

from app.judge import sandbox, wire
from app.judge.forbidden import SOLUTION
from app.judge.runner import Runner

SOURCE = """import torch


def rehearsed(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    shifted = torch.exp(x - x.amax(dim, keepdim=True))
    return shifted / shifted.sum(dim, keepdim=True)
"""
NO_TARGETS: dict[str, Any] = {
    "operators": {}, "functions": [], "helpers": [], "decompositions": [], "classes": [], "autograd": False,
}  # fmt: skip


def rehearse(with_backward: bool = True, with_meter: bool = True) -> None:
    """Load a solution and answer a case, as a runner does. Raises RuntimeError when that did not work."""
    read, write = os.pipe()
    try:
        runner, frames = Runner(write, sandbox.Sizes(0, 0)), wire.Frames(read)
        wire.send(write, _job())
        answer = runner.load(frames.receive()[0])
        if "loaded" not in answer:
            raise RuntimeError(f"a rehearsal was not loaded: {answer}")
        packer = wire.Packer()
        wire.send(write, _case(packer, with_backward), packer.chunks)
        header, body = frames.receive()
        answer, chunks = runner.case(header, body)
        if "error" in answer:
            raise RuntimeError(f"a rehearsal failed: {answer['error']}")
        wire.frame(answer, chunks)
        if with_meter:
            json.dumps(runner.meter(header, body))
    finally:
        os.close(read)
        os.close(write)
        sys.modules.pop("solution", None)
        linecache.cache.pop(SOLUTION, None)


def _job() -> dict[str, Any]:
    return {
        "source": SOURCE, "drive": None, "device": "cpu", "forbid": ["unheard_of"], "functions": ["rehearsed"],
        "targets": NO_TARGETS, "seed": 0, "seal": 0, "cpu_seconds": 0, "memory_bytes": 0,
    }  # fmt: skip


def _case(packer: wire.Packer, with_backward: bool) -> dict[str, Any]:
    """Two rows of three, their gradient, and the call with another layout."""
    x = torch.arange(6.0, device="cpu").view(2, 3)
    return {
        "call": "rehearsed", "args": packer.pack([x]), "kwargs": packer.pack({}), "seed": 0,
        "leaves": [["args", 0]] if with_backward else [],
        "cotangents": packer.pack({"": x.to(torch.bfloat16)}) if with_backward else None, "second": None,
        "meter": None, "noncontiguous": True, "variants": [],
        "watch": {"settings": True, "draws": True, "alias": True},
    }  # fmt: skip
