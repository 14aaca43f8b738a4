"""Errors of CUDA, told apart by what they say: the learner's code, its memory, or the device itself.

After most of them a context is good for nothing more: whatever it is asked next fails with the same words. So an
attempt ends with the first one. The words are those of CUDA's runtime, which PyTorch puts behind "CUDA error: "
(https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.judge.verdict import Verdict

UNITS = {"bytes": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
SIZE = r"(\d+(?:\.\d+)?) (bytes|[KMG]iB)"
TRIED = re.compile(rf"Tried to allocate {SIZE}")
FREE = re.compile(rf"of which {SIZE} is free")
ALLOWED = re.compile(rf"{SIZE} allowed")
RESERVED = (re.compile(rf"{SIZE} is allocated by PyTorch"), re.compile(rf"{SIZE} is reserved by PyTorch"))


class Kind(StrEnum):
    CODE = "code"  # the submission's doing: a runtime error
    MEMORY = "memory"  # it asked for more than it may use
    FULL = "full"  # the GPU's memory is taken by others
    LOST = "lost"  # the device failed, or is gone: nobody's doing here


@dataclass(frozen=True)
class Fault:
    """What an error of CUDA means: its own words, and for the learner what goes on after "Line 3: "."""

    kind: Kind
    words: str
    sentence: str = ""


# The words of CUDA → what they mean. The first that is found counts.
CODE = {
    "device-side assert triggered": "an index or a class number is out of range on the GPU (a device-side assert)",
    "an illegal memory access was encountered": "the GPU was made to reach outside a tensor's memory",
    "misaligned address": "the GPU was made to read from an address that its type does not allow",
    "an illegal instruction was encountered": "the GPU met an instruction that it does not know",
    "operation not supported on global/shared address space": "the GPU was made to use one kind of memory as another",
    "invalid program counter": "the GPU was led out of its program",
    "hardware stack error": "the GPU's stack overflowed",
    "the launch timed out and was terminated": "one operation held the GPU for too long",
    "invalid device ordinal": "there is one GPU here, `cuda:0`, and your code asks for another",
}
LOST = (
    "unspecified launch failure",
    "uncorrectable ECC error",
    "uncorrectable NVLink error",
    "busy or unavailable",
    "no CUDA-capable device is detected",
    "initialization error",
    "driver shutting down",
    "system not yet initialized",
    "OS call failed",
    "unknown error",
    "GPU is lost",
    "external device error",
)
MEMORY = (
    "CUDA out of memory",
    "CUDA error: out of memory",
    "CUDA driver error: out of memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
)
ABOUT_CUDA = re.compile(r"\bCUDA (?:driver )?error\b|\bCUDA out of memory\b|\bCU(?:BLAS|DNN)_STATUS_")


def fault_of(message: str) -> Fault | None:
    """What an error's message says of the GPU; None where it says nothing, or nothing that ends an attempt."""
    if not ABOUT_CUDA.search(message):
        return None
    for words in (words for words in MEMORY if words in message):
        return Fault(Kind.FULL if crowded(message) else Kind.MEMORY, words)
    for words in (words for words in CODE if words in message):
        return Fault(Kind.CODE, words, CODE[words])
    for words in (words for words in LOST if words in message):
        return Fault(Kind.LOST, words)
    return None


def verdict_on(fault: Fault, where: str, memory_mib: int) -> tuple[Verdict, str]:
    """What an attempt that ended with `fault` is told."""
    match fault.kind:
        case Kind.MEMORY:
            return Verdict.MEMORY_LIMIT, f"{where}: your code asked for more than {memory_mib} MiB of the GPU's memory."
        case Kind.FULL:
            text = "Other programs hold the GPU's memory, which is not your fault: submit again, or choose the CPU."
            return Verdict.JUDGE_ERROR, text
        case Kind.LOST:
            return Verdict.JUDGE_ERROR, f"The GPU failed ({fault.words}), which is not your fault."
        case Kind.CODE:
            return Verdict.RUNTIME_ERROR, f"{where}: {fault.sentence}."


def crowded(message: str) -> bool:
    """Whether an allocation failed that the attempt's own limit would have let through."""
    tried, free, allowed = (_bytes(pattern.search(message)) for pattern in (TRIED, FREE, ALLOWED))
    if tried is None or free is None:
        return False
    mine = sum(_bytes(pattern.search(message)) or 0 for pattern in RESERVED)
    return tried > free and (allowed is None or mine + tried <= allowed)


def _bytes(found: re.Match[str] | None) -> int | None:
    return int(float(found[1]) * UNITS[found[2]]) if found else None
