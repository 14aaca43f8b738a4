"""A small problem for the judge's tests, one pool of runners for each test worker, and words to talk about both."""

import functools
import os
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from app.catalog import Catalog
from app.judge import wire
from app.judge.attempt import Job
from app.judge.forbidden import targets
from app.judge.judge import Judge, Later
from app.judge.oracle import Problems
from app.judge.pool import Pool
from app.judge.profile import READABLE, Profile
from app.judge.zygotes import Runner

CANARY = "SECRET_OF_THE_SERVER"
SECRET = 7311.25  # stands in a hidden case, and nowhere else

DOUBLE = {
    "problem.toml": """\
title = "Double it"
difficulty = "easy"
topics = ["shapes"]
functions = ["double"]
forbid = ["*softmax*"]

[checks]
gradients = ["x"]

[limits]
wall_seconds = 20
memory_mib = 256
output_kib = 16
""",
    "statement.md": "Return twice `x`.\n\n```python\n>>> double(2)\n4\n```\n",
    "starter.py": "def double(x):\n    raise NotImplementedError\n",
    "reference.py": "def double(x):\n    return (2 * x.double()).to(x.dtype)\n",
    "cases.py": f"""\
from torch import tensor

from app.judge.cases import Case, randn


def cases():
    yield Case("by hand", "double", (tensor([1.0, 2.0]),), public=True)
    yield Case("two dimensions", "double", (randn(2, 3, seed=0),), public=True)
    yield Case("far from zero", "double", (tensor([{SECRET}, -1.0, 40.0]),))
""",
    "hints.md": "1. Add it to itself.\n2. Or multiply.\n",
    "editorial.md": "Twice is a sum.\n",
    "submissions/accepted/a_sum.py": "def double(x):\n    return x + x\n",
    "submissions/accepted/b_product.py": "def double(x):\n    return 2 * x\n",
    "submissions/wrong_answer/clamped.py": '''"""You clamp x at 10.
Caught by: far from zero"""


def double(x):
    return 2 * x.clamp(max=10)
''',
    "submissions/wrong_answer/detached.py": '''"""You cut x from the graph.
Caught by: by hand"""


def double(x):
    return 2 * x.detach()
''',
    "submissions/wrong_answer/flat.py": '''"""You flatten x.
Caught by: two dimensions"""


def double(x):
    return 2 * x.flatten()
''',
}

Report = dict[str, Any]
HandIn = Callable[..., Report]


def write(folder: Path, files: dict[str, str | None] | None = None) -> Path:
    """The problem in `folder`, changed by `files`; None leaves a file out."""
    for name, text in (DOUBLE | (files or {})).items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return folder


@functools.cache
def shared_pool() -> Pool:
    """This worker's runners: the first call takes seconds, and tests/problems uses the same ones."""
    torch.set_num_threads(1)
    os.environ[CANARY] = CANARY  # what a server was started with, and no submission may see
    try:
        return Pool(2)
    finally:
        del os.environ[CANARY]


def judge_of(problems: Path) -> Judge:
    return Judge(Problems(Catalog(problems)), shared_pool())


def ignore(event: dict[str, Any]) -> None:
    """For those who want the report alone."""


def submit(judge: Judge, slug: str, code: str, salt: int | None = 0, **more: Any) -> Report:
    return judge.judge(Job("test", slug, code, salt=salt, **more), ignore)


def submit_and_wait(
    judge: Judge, slug: str, code: str, busy: Callable[[], bool] = lambda: False
) -> tuple[Report, Report]:
    """The report as it was told first, and with what was found after that."""
    told: list[Report] = []
    later = Later(told.append, busy, threading.Semaphore(1))
    report = judge.judge(Job("test", slug, code, salt=0), ignore, later)
    return (told or [report])[0], report


def failed_checks(report: Report) -> set[str]:
    return {check["name"] for case in report["cases"] for check in case["checks"] if check["status"] == "failed"}


def without_a_gpu() -> Profile:
    """The sandbox of a runner on a GPU, where there is none: no context is made, and /dev/zero is the only device."""
    return Profile("cpu", ("/dev/zero",), tuple(path for paths in READABLE.values() for path in paths))


class Talk:
    """Speaks with a runner as the judge does: a job, then whatever a test wants to know."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    def ask(self, **header: Any) -> dict[str, Any]:
        wire.send(self.runner.fd, header)
        answer, _ = wire.receive(self.runner.fd, deadline=time.monotonic() + 20)
        return answer

    def load(self, source: str, forbid: tuple[str, ...] = (), functions: tuple[str, ...] = (), **more: Any) -> Any:
        """What a runner answers to a submission: loaded, missing, forbidden, caught or error."""
        job = {
            "source": textwrap.dedent(source), "drive": "", "device": "cpu", "forbid": list(forbid),
            "targets": targets(forbid), "functions": list(functions), "seed": 0, "cpu_seconds": 20,
            "memory_bytes": 256 << 20,
        }  # fmt: skip
        return self.ask(op="job", **(job | more))

    def printed(self) -> str:
        return os.read(self.runner.output, 1 << 16).decode()


def eventually(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """What the condition gives once it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.01)
    raise AssertionError(f"this did not happen within {seconds} s")
