"""A judge with something to lose, and what must hold after every submission, whatever it did.

The judge runs in this process, with runners as in production. Before it starts, a secret is planted in its environment,
in a file, and in a file at the place of the database. Texts like @SECRET_FILE@ in a submission stand for those places,
so that an attack need not guess them.
"""

import json
import math
import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.catalog import Catalog, Problem
from app.judge import sandbox
from app.judge.attempt import Job
from app.judge.judge import Judge
from app.judge.oracle import Problems
from app.judge.pool import Pool
from app.judge.profile import Profile
from app.judge.trees import flatten
from app.judge.verdict import Verdict, described, encode
from app.judge.zygotes import Runner
from app.settings import ROOT

Report = dict[str, Any]
HERE = Path(__file__).parent
SPARES = 3
HURRY = 2  # seconds, for submissions that are expected to reach the limit
MARK = "mark_of_a_hidden_case_7311"  # submissions say it in hidden cases only, by every way there is
LITTER = "torchyard-hostile"  # in the name of every file that a submission tries to make
LATE = 15.0

HONEST = """\
import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
"""
WRONG = "def softmax(x, dim):\n    return x\n"


@dataclass(frozen=True)
class Submission:
    """A file, and what its docstring says about it."""

    path: Path
    problem: str
    verdicts: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Submission":
        text = path.read_bytes().decode()
        problem = re.search(r"^Problem: (\S+)$", text, re.MULTILINE)
        verdicts = re.search(r'^Verdict: (\S+)\n"""', text, re.MULTILINE)
        return cls(path, problem[1] if problem else "stable-softmax", tuple(verdicts[1].split("|")) if verdicts else ())

    @property
    def code(self) -> str:
        return self.path.read_bytes().decode()  # read_text would change its line ends

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


class Hurried(Mapping[str, Problem]):
    """The catalog, and each problem once more with less time: an endless loop proves nothing in its third second."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __getitem__(self, slug: str) -> Problem:
        problem = self.catalog[slug.removesuffix("/hurry")]
        if slug == problem.slug:
            return problem
        return replace(problem, limits=replace(problem.limits, wall_seconds=HURRY))

    def __iter__(self) -> Iterator[str]:
        return iter(self.catalog)

    def __len__(self) -> int:
        return len(self.catalog)


@dataclass
class Yard:
    """One judge, its pool, and what it must never tell."""

    folder: Path
    granted: Profile = field(default_factory=Profile)  # to its runners
    secret: str = field(default_factory=lambda: f"torchyard-secret-{secrets.token_hex(16)}")

    def __post_init__(self) -> None:
        torch.set_num_threads(1)
        self.secret_file = self.folder / "secret.txt"
        self.database = self.folder / "torchyard.sqlite3"
        for file in (self.secret_file, self.database):
            file.write_text(self.secret)
        os.environ["TORCHYARD_SECRET_KEY"] = self.secret
        os.environ["TORCHYARD_DATABASE"] = str(self.database)
        self.taken: list[Runner] = []
        self.pool = Pool(SPARES, SPARES, self.granted)  # neither grows nor shrinks
        self.judge = Judge(Problems(Hurried(Catalog(ROOT / "problems"))), self.pool)
        self.take, self.pool.take = self.pool.take, self._take  # type: ignore[method-assign]
        self.submit(HONEST)
        self.settle()
        self.at_first = frozenset(entries())

    def _take(self, forbid: tuple[str, ...] = ()) -> Runner:
        runner = self.take(forbid)
        self.taken.append(runner)
        return runner

    def close(self) -> None:
        self.pool.stop()
        for name in ("TORCHYARD_SECRET_KEY", "TORCHYARD_DATABASE"):
            os.environ.pop(name, None)

    # ---- judging ---------------------------------------------------------------------------------------------------

    def submit(self, code: str, slug: str = "stable-softmax", **more: Any) -> Report:
        """Judge `code`, and hold the report to what holds for every report."""
        places = {
            "SECRET_FILE": str(self.secret_file), "DATABASE": str(self.database), "TERCES": self.secret[::-1],
            "PROBLEMS": str(ROOT / "problems"), "CWD": str(Path.cwd()), "HOME": str(Path.home()), "KRAM": MARK[::-1],
        }  # fmt: skip
        for name, place in places.items():
            code = code.replace(f"@{name}@", place)
        events: list[Any] = []
        report = self.judge.judge(Job("hostile", slug, code, **more), lambda event: events.append(described(event)))
        report, events = json.loads(encode({"told": [report, events]}))["told"]  # as it goes to the web side
        self.check(report, events)
        return report

    def check(self, report: Report, events: list[Any]) -> None:
        """No report holds a secret, or what no page, client or database could hold."""
        text = json.dumps([report, events], ensure_ascii=False, allow_nan=False)
        text.encode()  # half a character raises
        assert "\\u0000" not in text, "a zero, which PostgreSQL cannot store"
        assert len(text) < 4_000_000
        for secret in (self.secret, str(self.database)):
            assert secret not in text, "a secret is in the report"
        assert MARK not in text, "something came out of a hidden case"
        assert report["verdict"] in set(Verdict) and report["sentence"]
        assert all(case["seconds"] >= 0 for case in report["cases"])
        hidden = [case for case in report["cases"] if not case["public"]]
        assert not any(case["output"] or case["input"] for case in hidden)
        printed = numbers_in(report["output"])
        if printed and report["problem"] in self.judge.problems.catalog:
            assert not printed & self.hidden_numbers(report), "a hidden case's numbers were printed"
        for name in ("ops", "flops", "peak_bytes"):
            assert 0 <= report["cost"].get(name, 0) < 1 << 63

    def hidden_numbers(self, report: Report) -> set[str]:
        """What is in hidden inputs and expected values, and in no public case."""
        numbers: dict[bool, set[str]] = {True: set(), False: set()}
        for prepared in self.judge.problems[report["problem"]].prepared(report["seed"]):
            for _, leaf in flatten([prepared.outputs, list(prepared.inputs)]):
                value = getattr(leaf, "value", leaf)
                if isinstance(value, Tensor) and value.is_floating_point():
                    numbers[prepared.case.public] |= numbers_in(" ".join(map(repr, value.flatten().tolist())))
        return numbers[False] - numbers[True]

    # ---- afterwards ------------------------------------------------------------------------------------------------

    def recovers(self) -> None:
        """The next honest submission is accepted, the next wrong one is not, and nothing is left."""
        report = self.submit(HONEST)
        assert report["verdict"] == "accepted", report["sentence"]
        report = self.submit(WRONG)
        assert report["verdict"] == "wrong_answer", report["sentence"]
        self.settle()

    def settle(self) -> None:
        """Every runner that was taken is gone, and its descriptors with it; only spares are left."""
        for runner in self.taken:
            assert runner.gone.wait(LATE), "a runner outlived its attempt"
            assert runner.fd == runner.output == -1
        self.taken.clear()
        hot = self.pool.hot.pools()
        eventually(lambda: all(pool.spares.qsize() == pool.size for pool in (self.pool, *hot)))
        wrappers = int("user" in self.pool.layers["namespaces"])  # the zygote's parent, which only waits
        spares = sum(pool.size for pool in (self.pool, *hot))
        eventually(lambda: descendants(self.pool.zygote.process.pid) - wrappers == spares + len(hot))

    def descriptors(self) -> int:
        """How many are open; those of the pools for single problems, which come and go, are not counted."""
        return open_descriptors() - sum(1 + 2 * pool.size for pool in self.pool.hot.pools())

    def litter(self) -> list[str]:
        """Files that a submission made: by their name, or by an owner that only runners have.

        Not every new file is one: other processes of this machine use the same folders.
        """
        return sorted(
            str(path)
            for path in entries() - self.at_first
            if LITTER in path.name or path.lstat().st_uid >= sandbox.FIRST_UID
        )


def numbers_in(text: str) -> set[str]:
    """Numbers with at least five digits after the point, cut there: short ones are everywhere."""
    return {found[0] for found in re.finditer(r"\d+\.\d{5}", text) if math.isfinite(float(found[0]))}


def entries() -> frozenset[Path]:
    """What lies in the folders that a submission may want to write to."""
    found: set[Path] = set()
    for folder in {Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/"), Path.cwd(), Path.home()}:
        if os.access(folder, os.R_OK | os.X_OK):
            found |= set(folder.iterdir())
    return frozenset(found)


def descendants(pid: int) -> int:
    """How many processes live below `pid`."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it ended meanwhile
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, left = 0, [pid]
    while left:
        below = children.get(left.pop(), [])
        found += len(below)
        left += below
    return found


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def eventually(condition: Any, seconds: float = LATE) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "this did not happen in time"
        time.sleep(0.005)
