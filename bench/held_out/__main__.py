"""See the package. Prints a line for each that is not told truly, then the rates; exits 1 where anything is false."""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import torch

from app.catalog import Catalog
from app.judge import attempt
from app.judge.diagnose import diagnose
from app.judge.judge import Judge
from app.judge.oracle import Problems
from app.judge.pool import Pool
from app.judge.relations import relate
from bench.held_out import held_out, misnamed, tell
from bench.tables import save, table
from bench.yard import ROOT

RATES = ("true", "none", "false", "not wrong")


def main(words: list[str]) -> int:
    torch.set_num_threads(1)
    pool = Pool(2)
    try:
        judge = Judge(Problems(Catalog(ROOT / "problems")), pool)
        return shipped(judge, words[1:]) if words[:1] == ["shipped"] else unseen(judge, words)
    finally:
        pool.stop()


def shipped(judge: Judge, slugs: list[str]) -> int:
    """Whether each shipped submission is told for what it is."""
    faults = 0
    for slug in slugs or judge.problems.catalog:
        for fault in misnamed(judge, slug):
            faults += 1
            print(fault, flush=True)
    print(f"{faults} of the shipped submissions are told wrongly.")
    return 1 if faults else 0


def unseen(judge: Judge, slugs: list[str]) -> int:
    """The rates over the held-out solutions, and what explaining costs."""
    rates: dict[str, Counter[str]] = {}
    costs: list[float] = []
    for solution in held_out():
        if slugs and solution.slug not in slugs:
            continue
        tell(judge, solution)  # the server runs the known-wrong submissions ahead of demand; this does it here
        seconds = timed()
        told = tell(judge, solution)
        costs.append(1000 * sum(seconds))
        rate = told.rate(solution)
        rates.setdefault(solution.slug, Counter())[rate] += 1
        if rate != "true" or slugs:
            print(f"{rate:>9}  {solution.slug}/{solution.name}: {solution.mistake}")
            print(f"           {told.what} {told.text}", flush=True)
    total: Counter[str] = sum(rates.values(), Counter())
    rows = [[slug, *(str(count[rate] or "") for rate in RATES)] for slug, count in rates.items()]
    rows.append([f"all {total.total()}", *(f"{total[rate]} ({total[rate] / total.total():.0%})" for rate in RATES)])
    tenths = statistics.quantiles(costs, n=20) if len(costs) > 1 else costs * 20
    spent = table("explaining adds | median | 95th of 100 | most", [
        ["ms", f"{statistics.median(costs):.1f}", f"{tenths[18]:.1f}", f"{max(costs):.1f}"],
    ])  # fmt: skip
    save("held-out", [table("problem | true | none | false | not wrong", rows), spent])
    return 1 if total["false"] or total["not wrong"] else 0


def timed() -> list[float]:
    """From here on, the seconds of this thread that diagnosis and relation take."""
    seconds: list[float] = []

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            started = time.thread_time()
            try:
                return call(*args)
            finally:
                seconds.append(time.thread_time() - started)

        return run

    for name, call in PLAIN.items():
        setattr(attempt, name, around(call))
    return seconds


PLAIN: dict[str, Callable[..., Any]] = {"diagnose": diagnose, "relate": relate}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
