"""Does it stay flat? Many mixed submissions, and what web, judge and zygote hold after each tenth of them.

    python -m bench.soak                 500 submissions
    python -m bench.soak --count 5000    the full soak
    python -m bench.soak --slow          also submissions that use up the whole wall limit

One in ten is hostile (tests/judge/hostile/submissions); the others are the submissions that ship with the problems,
each of which must get its folder's verdict. Exit status 1 when something grows or a verdict is wrong.
"""

import argparse
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.yard import ROOT, Learner, Yard, end_in_order, until

HOSTILE = ROOT / "tests" / "judge" / "hostile" / "submissions"
CLIENTS = 4
ONE_IN = 10
SLOW = {"time_limit"}  # verdicts that take the whole wall limit
WARM = 0.3  # of the samples are left out when growth is looked at: caches fill, allocators find their size
GROWTH = (0.10, 16 << 20)  # what may be added to a size between then and the end: a part of it, and bytes


@dataclass(frozen=True)
class Submission:
    """Code, and the verdicts that are right for it."""

    name: str
    slug: str
    code: str
    verdicts: frozenset[str]


def shipped(slow: bool) -> Iterator[Submission]:
    """The submissions of every problem; the folder is the verdict."""
    for path in sorted((ROOT / "problems").glob("*/submissions/*/*.py")):
        if slow or path.parent.name not in SLOW:
            slug = path.parts[-4]
            yield Submission(f"{slug}/{path.stem}", slug, path.read_text(), frozenset({path.parent.name}))


def hostile(slow: bool) -> Iterator[Submission]:
    """Attacks; the docstring says which verdicts are right."""
    for path in sorted(HOSTILE.glob("*/*.py")):
        code = path.read_bytes().decode(errors="replace")
        problem = re.search(r"^Problem: (\S+)$", code, re.MULTILINE)
        verdicts = re.search(r'^Verdict: (\S+)\n"""', code, re.MULTILINE)
        if verdicts is None or (not slow and SLOW & set(verdicts[1].split("|"))):
            continue
        slug = problem[1].partition("/")[0] if problem else "stable-softmax"
        yield Submission(f"{path.parent.name}/{path.stem}", slug, code, frozenset(verdicts[1].split("|")))


@dataclass
class Size:
    """What one process holds."""

    rss: int
    pss: int
    descriptors: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> "Size":
        fields = dict(re.findall(r"^(\w+): +(\d+) kB$", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE))
        descriptors, threads = (len([*Path(f"/proc/{pid}/{name}").iterdir()]) for name in ("fd", "task"))
        return cls(int(fields["Rss"]) << 10, int(fields["Pss"]) << 10, descriptors, threads)


@dataclass
class Sample:
    """The server at rest, after so many submissions."""

    done: int
    sizes: dict[str, Size]  # web, judge, zygote
    processes: int
    groups: int
    database: int

    @classmethod
    def take(cls, yard: Yard, done: int) -> "Sample":
        health = yard.healthy()
        spares = health["judge"]["slots"] + 2
        with suppress(TimeoutError):  # more than that is what the sample is there to show
            until(lambda: yard.health().get("judge", {}).get("spares", 0) >= spares, 10)
        time.sleep(0.5)
        tree = yard.tree()
        assert tree.judge is not None and tree.zygotes
        named = {"web": tree.web, "judge": tree.judge, "zygote": tree.zygote}
        sizes = {name: Size.of(pid) for name, pid in named.items()}
        return cls(done, sizes, len(yard.processes()), yard.groups(), yard.database.stat().st_size)

    def row(self) -> str:
        cells: list[object] = [self.done]
        for size in self.sizes.values():
            cells += [f"{size.rss / 2**20:.0f} / {size.pss / 2**20:.0f}", f"{size.descriptors} / {size.threads}"]
        cells += [self.processes, self.groups, f"{self.database / 2**20:.1f}"]
        return "| " + " | ".join(map(str, cells)) + " |"


HEADER = """\
| submissions | web RSS / PSS MiB | fds / threads | judge RSS / PSS MiB | fds / threads | zygote RSS / PSS MiB \
| fds / threads | processes | control groups | database MiB |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""


class Soak:
    """Clients that submit, each a learner of its own, and samples in between, while nobody does."""

    def __init__(self, yard: Yard, count: int, seed: int, slow: bool) -> None:
        self.yard, self.count = yard, count
        self.random = random.Random(seed)
        self.shipped, self.hostile = [*shipped(slow)], [*hostile(slow)]
        self.learners = [Learner(yard.port) for _ in range(CLIENTS)]
        self.verdicts: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.failures: list[str] = []
        self._lock = threading.Lock()

    def run(self) -> list[Sample]:
        samples = [Sample.take(self.yard, 0)]
        step = max(1, self.count // 10)
        while samples[-1].done < self.count:
            todo = iter([self.draw() for _ in range(min(step, self.count - samples[-1].done))])
            threads = [threading.Thread(target=self.learn, args=(learner, todo)) for learner in self.learners]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            if self.failures:
                raise RuntimeError(self.failures[0])
            samples.append(Sample.take(self.yard, self.verdicts.total()))
            print(samples[-1].row(), file=sys.stderr, flush=True)
        return samples

    def draw(self) -> Submission:
        return self.random.choice(self.hostile if self.random.randrange(ONE_IN) == 0 else self.shipped)

    def learn(self, learner: Learner, todo: Iterator[Submission]) -> None:
        try:
            while True:
                with self._lock:
                    submission = next(todo, None)
                if submission is None:
                    return
                attempt = learner.wait(learner.submit(submission.slug, submission.code), 120)
                with self._lock:
                    self.verdicts[str(attempt["verdict"])] += 1
                    if attempt["verdict"] not in submission.verdicts:
                        self.wrong[f"{submission.name}: {attempt['verdict']}: {attempt['sentence'][:120]}"] += 1
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")


def growth(samples: list[Sample]) -> list[str]:
    """What is not flat, comparing the end with the time when it was warm."""
    warm, last = samples[max(1, round(WARM * (len(samples) - 1)))], samples[-1]
    found = []
    for name, size in last.sizes.items():
        before = warm.sizes[name]
        if size.rss > before.rss * (1 + GROWTH[0]) + GROWTH[1]:
            found.append(f"{name} grew from {before.rss >> 20} to {size.rss >> 20} MiB after {warm.done} submissions")
        if size.descriptors > before.descriptors + 8:
            found.append(f"{name} had {before.descriptors} descriptors and has {size.descriptors}")
        if size.threads > before.threads + 8:
            found.append(f"{name} had {before.threads} threads and has {size.threads}")
    numbers = {"processes": (warm.processes, last.processes), "control groups": (warm.groups, last.groups)}
    return found + [f"{name}: {then} then, {now} now" for name, (then, now) in numbers.items() if now > then + 4]


def main() -> None:
    parser = argparse.ArgumentParser(description="Many submissions; memory, descriptors and processes must stay flat.")
    parser.add_argument("--count", type=int, default=500, help="submissions (default 500; the full soak is 5000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--slow", action="store_true", help="also those that use up the whole wall limit")
    given = parser.parse_args()
    end_in_order()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torchyard-soak-") as folder:
        yard = Yard(Path(folder)).start()
        try:
            soak = Soak(yard, given.count, given.seed, given.slow)
            samples = soak.run()
        finally:
            yard.stop()
    print(HEADER)
    print("\n".join(sample.row() for sample in samples))
    print(f"\n{given.count} submissions in {time.monotonic() - began:.0f} s:", end=" ")
    print(", ".join(f"{verdict} {times}" for verdict, times in soak.verdicts.most_common()))
    grown = growth(samples)
    for line in grown or ["Flat."]:
        print(line)
    for line, times in soak.wrong.most_common():
        print(f"unexpected, {times}×: {line}")
    if grown or soak.wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
