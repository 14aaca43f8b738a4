"""`python -m bench.diagnosis`: what naming the misconception adds to the verdict on a wrong answer, over the bank.

Every shipped wrong submission is diagnosed with the known mistakes already run, as a server does while it is quiet;
every fourth also by an oracle that has run none of them, as in the first seconds after a start. In processor time.
"""

import statistics
import sys
import time
from collections.abc import Sequence

import torch

from app.catalog import Catalog
from app.judge.diagnose import Outcome, diagnose, known
from app.judge.oracle import Oracle, Problems
from bench.tables import save, table
from bench.yard import ROOT

SALT = 1
EVERY = 4


def main(slugs: Sequence[str]) -> int:
    torch.set_num_threads(1)
    problems = Problems(Catalog(ROOT / "problems"))
    ready: list[float] = []
    first: list[float] = []
    ahead: list[float] = []
    for slug in slugs or sorted(problems.catalog):
        oracle = problems[slug]
        oracle.prepared(SALT)
        began = time.thread_time()
        outcomes = [[*known(oracle, path, SALT)] for path in oracle.misconceptions]
        ahead.append(time.thread_time() - began)
        ready += [spent(oracle, its) for its in outcomes]
        for its in outcomes[::EVERY]:
            fresh = Oracle(oracle.problem)
            fresh.prepared(SALT)
            first.append(spent(fresh, its))
        print(f"{slug}: {len(outcomes)} known mistakes, run in {ahead[-1]:.2f} s", file=sys.stderr, flush=True)
    rows = [row("known mistakes have run", ready), row("none has run", first), row("to run those of a problem", ahead)]
    save("diagnosis", [table("ms of processor time | times | median | 95th of 100 | most", rows)])
    return 0


def spent(oracle: Oracle, outcomes: list[Outcome]) -> float:
    """Processor seconds that the diagnosis takes. One that names nothing is not worth timing."""
    began = time.thread_time()
    found = diagnose(oracle, SALT, outcomes)
    seconds = time.thread_time() - began
    if found is None:
        raise RuntimeError(f"{oracle.problem.slug}: a shipped submission was not named")
    return seconds


def row(name: str, seconds: list[float]) -> list[str]:
    seconds = sorted(seconds)
    picked = statistics.median(seconds), seconds[int(0.95 * len(seconds))], seconds[-1]
    return [name, str(len(seconds)), *(f"{1000 * value:.1f}" for value in picked)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
