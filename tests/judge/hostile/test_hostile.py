"""Hostile submissions get the verdict that they deserve, and leave nothing behind; odd but honest ones pass.

Each file below submissions/ names what it does in its docstring, and ends it with the verdicts that are right. Each
ends by itself within seconds and stays below 4 GiB, so that a sandbox that fails does not take the machine with it.
"""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from app.settings import ROOT
from tests.judge.bank import without_a_gpu
from tests.judge.hostile.yard import (
    HERE,
    HONEST,
    HURRY,
    Submission,
    Yard,
    descendants,
    eventually,
)

HOSTILE = [Submission.read(path) for path in sorted((HERE / "submissions").glob("*/*.py"))]
# The sandbox for a GPU shows a process its own folder in /proc, which the first of these is after.
ON_GPU = [s for s in HOSTILE if s.path.parent.name in ("escape", "resources", "stealing", "harness")]
ON_GPU = [s for s in ON_GPU if s.path.stem != "process_information"]
ODD = [Submission.read(path) for path in sorted((HERE / "honest").glob("*.py"))]
THEMES = {
    "escape", "evading", "forging", "harness", "inputs", "leaks", "numbers", "replay", "resources", "stealing",
    "timing",
}  # fmt: skip

# Sources that would be awkward as files.
STRANGE = {
    "nothing at all": ("", {"runtime_error"}),
    "a comment": ("# softmax", {"runtime_error"}),
    "a zero byte": ("def softmax(x, dim):\n    return x\0", {"runtime_error"}),
    "half a character": ("def softmax(x, dim):\n    return '\ud800'", {"runtime_error"}),
    "half a character in a name": (HONEST + "# \udfff", {"runtime_error"}),
    "another language": ("function softmax(x, dim) { return x; }", {"runtime_error"}),
    "binary": (bytes(range(1, 256)).decode("latin-1"), {"runtime_error"}),
    "brackets without end": ("(" * 5000, {"runtime_error"}),
    "signs without end": ("x = " + "-" * 100_000 + "1\n" + HONEST, {"runtime_error", "accepted", "memory_limit"}),
    "a sum of a hundred thousand": ("x = 0" + "+1" * 100_000 + "\n" + HONEST, {"runtime_error", "accepted"}),
    "attributes without end": ("x = softmax" + ".a" * 100_000 + "\n", {"runtime_error"}),
    "indentation without end": ("".join(" " * i + "if 1:\n" for i in range(200)), {"runtime_error"}),
    "a number of ten thousand digits": ("x = " + "9" * 10_000 + "\n" + HONEST, {"runtime_error"}),
    "a power of a power": ("x = 9**9**9**9\n" + HONEST, {"time_limit"}),
    "a repeated tuple": ("x = ((1,) * 10**5,) * 10**5\n" + HONEST, {"accepted", "memory_limit", "runtime_error"}),
    "five megabytes": ("x = 1\n" * 800_000 + HONEST, {"accepted", "time_limit", "memory_limit", "runtime_error"}),
    "one line of five megabytes": (f"x = '{'y' * 5_000_000}'\n" + HONEST, {"accepted"}),
    "a name of a megabyte": ("n" * 1_000_000, {"runtime_error"}),
    "an error of a megabyte": (f"raise ValueError('{'m' * 1_000_000}')", {"runtime_error"}),
    "a forbidden name, ten thousand times": ("import torch\n" + "torch.softmax\n" * 10_000, {"forbidden_api"}),
    "the name of the function alone": ("softmax = 1", {"runtime_error"}),
    "a class instead": ("class softmax:\n    pass", {"runtime_error", "wrong_answer"}),
    "an endless import": ("import time\n" * 5000 + HONEST, {"accepted"}),
    "a future that is none": ("from __future__ import braces", {"runtime_error"}),
}


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(yard: Yard) -> Iterator[None]:
    """After the whole run: as many descriptors as before, no file, and the judge is still this process."""
    before, zygote = yard.descriptors(), yard.pool.zygote
    yield
    yard.settle()
    eventually(lambda: yard.descriptors() <= before)
    assert yard.litter() == []
    assert yard.pool.zygote is zygote and not zygote.dead, "a submission killed the zygote"


@pytest.fixture(scope="module")
def gpu_yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """A judge whose runners may do what those on a GPU may."""
    yard = Yard(tmp_path_factory.mktemp("gpu-yard"), without_a_gpu())
    yield yard
    yard.close()


@pytest.mark.slow
@pytest.mark.parametrize("submission", ON_GPU, ids=[s.name for s in ON_GPU])
def test_hostile_to_what_a_gpu_needs(gpu_yard: Yard, submission: Submission) -> None:
    """The sandbox for a GPU is wider, and holds all the same."""
    hurry = "/hurry" if submission.verdicts[0] == "time_limit" else ""
    report = gpu_yard.submit(submission.code, submission.problem + hurry)
    assert report["verdict"] in submission.verdicts, report["sentence"]
    assert not gpu_yard.litter()
    gpu_yard.recovers()


@pytest.mark.parametrize("submission", HOSTILE, ids=[s.name for s in HOSTILE])
def test_hostile(yard: Yard, submission: Submission) -> None:
    hurry = "/hurry" if submission.verdicts[0] == "time_limit" else ""
    report = yard.submit(submission.code, submission.problem + hurry)
    assert report["verdict"] in submission.verdicts, report["sentence"]
    assert not yard.litter()
    yard.recovers()


@pytest.mark.parametrize("submission", ODD, ids=[s.path.stem for s in ODD])
def test_odd_but_honest(yard: Yard, submission: Submission) -> None:
    report = yard.submit(submission.code, submission.problem)
    assert report["verdict"] == "accepted", report["sentence"]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_source(yard: Yard, name: str) -> None:
    code, verdicts = STRANGE[name]
    hurry = "/hurry" if verdicts == {"time_limit"} else ""
    report = yard.submit(code, "stable-softmax" + hurry)
    assert report["verdict"] in verdicts, report["sentence"]
    yard.recovers()


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 100 and len(ODD) >= 30
    assert {submission.path.parent.name for submission in HOSTILE} == THEMES


def test_each_names_its_line_and_verdict() -> None:
    for submission in HOSTILE:
        assert submission.verdicts, f"{submission.name}: the docstring must end with its verdict"
        assert "judge_error" not in submission.verdicts, "the judge's own fault is never the right answer"
        line = submission.code.removeprefix('"""').split("\n")[0]
        assert re.match(r"([A-I](, [A-Zs]\w*)*|Sandbox)\. ", line) or line.startswith("A, sandbox. "), submission.name


def test_a_time_limit_comes_from_outside(yard: Yard) -> None:
    """However the submission spends its time, its verdict comes when the limit says."""
    for body in ("while True: pass", "import time; time.sleep(60)", "import threading; threading.Event().wait(60)"):
        report = yard.submit(f"def softmax(x, dim):\n    {body}\n", "stable-softmax/hurry")
        assert report["verdict"] == "time_limit"
        assert HURRY - 0.1 <= report["cost"]["wall"] < HURRY + 1.5


@pytest.mark.parametrize("seed", range(24))
def test_answers_at_random(yard: Yard, seed: int) -> None:
    """Whatever a runner that was taken over writes in the judge's own form, it is no fault of the judge's."""
    random = Random(seed)
    problem = random.choice([path for path in sorted((ROOT / "problems").iterdir()) if path.is_dir()])
    solution = random.choice(sorted(problem.glob("submissions/[aw]*/*.py"))).read_text()
    liar = (HERE / "at_random.py").read_text().replace("_Random(0)", f"_Random({seed})")
    scratch = {"mode": "run", "scratch": "show(1); check(2, 3)"} if seed % 4 == 0 else {}
    assert yard.submit(solution + liar, problem.name, **scratch)["verdict"] != "judge_error"
    if seed % 8 == 0:
        yard.recovers()


def test_scratch_sees_no_hidden_case(yard: Yard) -> None:
    """A trial run judges public cases only, and what its scratch code prints is shown."""
    code = (
        HONEST
        + "\n\nseen = []\nold = softmax\ndef softmax(x, dim):\n    seen.append(x.shape)\n    return old(x, dim)\n"
    )
    report = yard.submit(code, mode="run", scratch="print(len(seen), softmax.__name__)")
    public = sum(case["public"] for case in report["cases"])
    assert report["verdict"] == "accepted" and len(report["cases"]) == public
    assert int(report["scratch"]["output"].split()[0]) <= 3 * public


def test_scratch_is_confined_too(yard: Yard) -> None:
    for scratch in ("import os; os._exit(0)", "while True: pass", "open('@SECRET_FILE@')", "raise SystemExit", "1/0"):
        report = yard.submit(HONEST, "stable-softmax/hurry", mode="run", scratch=scratch)
        assert report["verdict"] != "judge_error", report["sentence"]
    yard.recovers()


def test_attempts_in_a_row_share_nothing(yard: Yard) -> None:
    """What one attempt leaves in its modules, the next one does not find."""
    leave = "import torch, builtins, sys\ntorch.left = builtins.left = sys.left = 1\n"
    find = "import torch, builtins, sys\nassert not any(hasattr(m, 'left') for m in (torch, builtins, sys))\n"
    for code in (leave, find, leave, find):
        assert yard.submit(code + HONEST)["verdict"] == "accepted"


def test_two_at_once_do_not_see_each_other(yard: Yard) -> None:
    """A runner cannot reach its neighbour, though both live below one zygote."""
    reach = """
import os, time
def softmax(x, dim):
    time.sleep(0.1)
    reached = []
    for pid in range(1, 5000):
        try:
            os.kill(pid, 0)
            reached.append(pid)
        except OSError:
            pass
    assert reached in ([], [os.getpid()]), reached
    return x
"""
    with ThreadPoolExecutor(2) as threads:
        reports = list(threads.map(yard.submit, [reach, reach]))
    assert {report["verdict"] for report in reports} == {"wrong_answer"}, [r["sentence"] for r in reports]


def test_the_secret_is_really_there(yard: Yard) -> None:
    """The suite looks for something that could be found."""
    assert os.environ["TORCHYARD_SECRET_KEY"] == yard.secret == yard.secret_file.read_text()
    assert yard.database.read_text() == yard.secret
    assert sum("@KRAM@" in submission.code for submission in HOSTILE) >= 5
    assert descendants(yard.pool.zygote.process.pid) >= 1
