"""Which misconception explains a wrong answer: the known-wrong submission that gives the same wrong numbers.

No model and no guess: the problem's own wrong submissions run on the cases that failed; one whose outputs and gradients
equal the learner's on all of them, and are wrong there, made the same mistake. Their answers are kept for each case.
"""

import ast
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.judge.oracle import Oracle, Prepared, Program, Solved, solve
from app.judge.runner import flatten
from app.judge.wire import Array, Unpacker

CLOSE = {torch.float64: 1e-9, torch.float32: 1e-5, torch.float16: 2e-3, torch.bfloat16: 2e-2}


@dataclass(frozen=True)
class Failure:
    """A failing case, and what the learner's code gave there."""

    prepared: Prepared
    output: Any
    gradients: list[Any]
    failed: list[str]  # names of the checks


class Diagnosis:
    """The misconceptions of one problem."""

    _known: dict[str, "Diagnosis"] = {}
    _lock = threading.Lock()

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.programs: list[tuple[Path, str, Program]] = []
        for path in sorted((oracle.problem.folder / "submissions" / "wrong_answer").glob("*.py")):
            try:
                self.programs.append((path, misconception(path.read_text()), oracle.program(path)))
            except Exception:  # `check` tells the author; a learner only loses this one diagnosis
                continue

    @classmethod
    def of(cls, oracle: Oracle) -> "Diagnosis":
        with cls._lock:
            known = cls._known.get(oracle.problem.slug)
            if known is None or known.oracle is not oracle:
                known = cls._known[oracle.problem.slug] = cls(oracle)
            return known

    def find(self, failures: list[Failure]) -> dict[str, Any] | None:
        """The misconception that all of `failures` agree with, if there is one."""
        for path, text, program in self.programs:
            if all(self._same(program, path.stem, failure) for failure in failures):
                return {"text": text, "submission": path.stem}
        return None

    def _same(self, program: Program, name: str, failure: Failure) -> bool:
        prepared = failure.prepared
        key = ("wrong", name, prepared.case.name, id(prepared))
        solved = self.oracle.remembered(key, lambda: self._solve(program, prepared))
        if solved is None:
            return False
        pairs = [(prepared_like, value) for prepared_like, value in zip(_leaves(solved.output), _leaves(failure.output), strict=False)]
        if len(list(_leaves(solved.output))) != len(list(_leaves(failure.output))):
            return False
        if "unchanged inputs" in failure.failed:
            return False
        return all(_close(a, b) for a, b in [*pairs, *zip(solved.gradients, failure.gradients, strict=False)])

    def _solve(self, program: Program, prepared: Prepared) -> Solved | None:
        header = prepared.header
        try:
            cotangents: dict[str, Tensor] = {}
            if header["cotangents"] is not None:
                unpacker = Unpacker(bytearray(b"".join(prepared.chunks)))
                unpacker.unpack(header["args"]), unpacker.unpack(header["kwargs"])
                cotangents = unpacker.unpack(header["cotangents"])
            return solve(program, prepared.case, header["leaves"], cotangents)
        except Exception:
            return None


def misconception(source: str) -> str:
    """The docstring of a wrong submission without its last line, as one paragraph."""
    text = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(text.split("Caught by:")[0].split())


def _leaves(value: Any) -> list[Any]:
    return [leaf for _, leaf in flatten(value)]


def _close(known: Any, yours: Any) -> bool:
    yours = yours.tensor if isinstance(yours, Array) else yours
    if isinstance(known, Tensor) and isinstance(yours, Tensor):
        if known.shape != yours.shape or known.dtype != yours.dtype:
            return False
        known = known.detach()
        if known.dtype not in CLOSE:
            return torch.equal(known, yours)
        scale = float(known.abs().nan_to_num(0, 0, 0).max()) if known.numel() else 0.0
        return torch.allclose(known, yours, rtol=CLOSE[known.dtype], atol=CLOSE[known.dtype] * scale, equal_nan=True)
    if isinstance(known, float) and isinstance(yours, float):
        return known == yours or abs(known - yours) <= 1e-9 * abs(known)
    return type(known) is type(yours) and bool(known == yours)
