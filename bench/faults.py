"""What a crash costs: processes are killed (-9) at random moments while attempts are queued and running.

    python -m bench.faults                 200 faults
    python -m bench.faults --count 10000 --weights runner=194,zygote=3,judge=2,web=1 --pace 1

In the end every attempt that was stored must have exactly one verdict, the right one, unless it was interrupted more
often than the judge and the web side promise to try again. Exit status 1 when that does not hold.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.yard import AWAY, ROOT, Learner, Yard, end_in_order, is_alive, kill, until

SLUG = "stable-softmax"
SUBMISSIONS = ROOT / "problems" / SLUG / "submissions"
RIGHT = (SUBMISSIONS / "accepted" / "shift_by_max.py").read_text()
WRONG = (SUBMISSIONS / "wrong_answer" / "global_maximum.py").read_text()
LEARNERS = 3
WEIGHTS = {"runner": 60, "zygote": 20, "judge": 12, "web": 8}  # the cheaper the recovery, the more often
MAX_TRIES = 3  # of the web side, for an attempt whose judge dies
RUNNERS = 3  # that the judge tries, for an attempt whose runner or zygote dies
IN_FLIGHT = 8
BLIND = 0.15  # part of the faults that do not wait until the last one is mended and verdicts have come
RECOVERY_SECONDS = 180.0


@dataclass
class Expected:
    """What is known of an attempt that the server said it had taken."""

    verdict: str
    taken: float
    cancelled: bool = False


@dataclass
class Result:
    """How it ended. The second half must be empty."""

    faults: Counter[str] = field(default_factory=Counter)
    with_work: Counter[str] = field(default_factory=Counter)  # of these, faults with an attempt in the judge's hands
    attempts: int = 0
    unheard: int = 0  # stored, though the server died before it could say so
    right: int = 0
    cancelled: int = 0
    again: int = 0  # judged more than once
    excused: Counter[str] = field(default_factory=Counter)  # interrupted more often than is promised
    stuck: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        return not (self.stuck or self.lost or self.wrong or self.twice or self.drafts or self.left)

    def table(self) -> str:
        lines = ["| killed (-9) | times | while an attempt ran |", "|---|---:|---:|"]
        lines += [f"| {kind} | {self.faults[kind]} | {self.with_work[kind]} |" for kind in WEIGHTS]
        lines += [f"| all | {self.faults.total()} | {self.with_work.total()} |", ""]
        rows = {
            "attempts stored": self.attempts,
            "of these, not acknowledged before the web process died": self.unheard,
            "ended with the verdict they deserve": self.right,
            "ended as cancelled by the learner": self.cancelled,
            "sent to a judge more than once": self.again,
            **{f"excused: {reason}": times for reason, times in sorted(self.excused.items())},
            "lost": len(self.lost),
            "without a verdict": len(self.stuck),
            "with a verdict they do not deserve": len(self.wrong),
            "with more than one report": len(self.twice),
            "drafts lost": len(self.drafts),
            "processes or control groups left behind": len(self.left),
        }
        lines += ["| outcome | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())]
        return "\n".join([*lines, "", f"{self.seconds:.0f} s"])


class Campaign:
    """Submissions and faults, in an order that the seed decides; the moments are the machine's."""

    def __init__(self, yard: Yard, seed: int, pace: int = 2) -> None:
        self.yard, self.random, self.pace = yard, random.Random(seed), pace
        self.learners = [Learner(yard.port, timeout=20) for _ in range(LEARNERS)]
        self.known: dict[str, Expected] = {}
        self.result = Result()
        self.kills: list[float] = []  # moments at which a runner or a zygote was killed
        self.draft = ""
        self.turn = 0

    # Work

    def busy(self) -> tuple[int, int]:
        """How many attempts wait, and how many are being judged."""
        found = dict(self.yard.rows("SELECT status, count(*) FROM attempts WHERE status != 'done' GROUP BY status"))
        return found.get("queued", 0), found.get("running", 0)

    def done(self) -> int:
        return int(self.yard.rows("SELECT count(*) FROM attempts WHERE status = 'done'")[0][0])

    def submit(self) -> None:
        """Hand in until enough are on their way; a server that is away is no reason to stop."""
        for _ in range(IN_FLIGHT - sum(self.busy())):
            delay = self.random.choice((0.0, 0.0, 0.1, self.random.uniform(0.1, 0.6)))
            right = self.random.random() < 0.75
            code = (f"import time; time.sleep({delay:.3f})\n" if delay else "") + (RIGHT if right else WRONG)
            learner = self.random.choice(self.learners)
            taken = time.monotonic()
            try:
                answer = learner.post(SLUG, code)
                if answer.status != 202:
                    continue
                expected = self.known[answer.body["id"]] = Expected("accepted" if right else "wrong_answer", taken)
                if self.random.random() < 0.03:
                    expected.cancelled = True
                    learner.call("DELETE", f"/api/attempts/{answer.body['id']}")
            except AWAY:
                return

    def write_draft(self) -> None:
        """A draft that was acknowledged must be there after any crash."""
        self.turn += 1
        code = f"# {self.turn}"
        with suppress(*AWAY):
            if self.learners[0].call("PUT", f"/api/problems/{SLUG}/draft", {"code": code}).status == 200:
                self.draft = code

    # Faults

    def run(self, count: int, kinds: dict[str, int] = WEIGHTS) -> Result:
        """Inject `count` faults, let it recover, and look at what became of every attempt."""
        began = time.monotonic()
        while self.result.faults.total() < count:
            before = self.done()
            self.submit()
            if self.random.random() < 0.2:
                self.write_draft()
            if self.random.random() > BLIND:
                self.yard.healthy(RECOVERY_SECONDS)
                self.submit()  # again: there may have been nobody to take them
                until(lambda before=before: self.done() >= before + self.pace, RECOVERY_SECONDS)  # type: ignore[misc]
                self.submit()
            time.sleep(self.random.choice((0.0, self.random.uniform(0, 0.1), self.random.uniform(0, 0.5))))
            self.inject(self.random.choices([*kinds], [*kinds.values()])[0])
            done = self.result.faults.total()
            if done % max(1, count // 10) == 0:
                print(f"  {done} faults, {len(self.known)} attempts, {time.monotonic() - began:.0f} s", file=sys.stderr)
        self.judge_result()
        self.result.seconds = time.monotonic() - began
        return self.result

    def inject(self, kind: str) -> None:
        tree = self.yard.tree()
        targets = {
            "runner": tree.runners,
            "zygote": tree.zygotes,
            "judge": [tree.judge] if tree.judge else [],
            "web": [tree.web],
        }[kind]
        if not targets:
            return  # it is away already; another one is drawn
        _, running = self.busy()
        if kind == "web":
            self.yard.kill()
            self.yard.spawn()
        elif not kill(self.random.choice(targets)):
            return
        if kind in ("runner", "zygote"):
            self.kills.append(time.monotonic())
        self.result.faults[kind] += 1
        self.result.with_work[kind] += running > 0

    # The end

    def judge_result(self) -> None:
        result, yard = self.result, self.yard
        yard.healthy(RECOVERY_SECONDS)
        with suppress(TimeoutError):
            until(lambda: not sum(self.busy()), RECOVERY_SECONDS, 0.1)
        rows = yard.rows(
            "SELECT id, status, verdict, tries, sentence, julianday(finished) - julianday(created) FROM attempts"
        )
        written = Counter(id for (id,) in yard.rows("SELECT id FROM written"))
        result.attempts = len(rows)
        result.lost = sorted(self.known.keys() - {row[0] for row in rows})
        for id, status, verdict, tries, sentence, days in rows:
            expected = self.known.get(id)
            result.unheard += expected is None
            result.again += tries > 1
            if status != "done":
                result.stuck.append(f"{id}: {status}")
                continue
            if written[id] != 1:
                result.twice.append(f"{id}: {written[id]} reports")
            if expected is None and verdict in ("accepted", "wrong_answer", None):
                result.right += 1
            elif expected is None:
                result.excused["not acknowledged, and interrupted"] += 1
            elif verdict == expected.verdict:
                result.right += 1
            elif verdict is None and expected.cancelled:
                result.cancelled += 1
            elif verdict == "judge_error" and tries >= MAX_TRIES:
                result.excused[f"its judge died {MAX_TRIES} times"] += 1
            elif self.runner_kills(expected.taken, days * 86400) >= RUNNERS and tells_of_kills(verdict, sentence):
                result.excused[f"its runner died {RUNNERS} times ({verdict})"] += 1
            else:
                result.wrong.append(f"{id}: {verdict} after {tries} tries, not {expected.verdict}: {sentence}")
        self.look_at_drafts()
        self.look_for_leftovers()

    def runner_kills(self, taken: float, seconds: float) -> int:
        """How many runners and zygotes were killed while an attempt was on its way."""
        return sum(taken <= moment <= taken + seconds + 1 for moment in self.kills)

    def look_at_drafts(self) -> None:
        if self.draft:
            found = self.learners[0].call("GET", f"/api/problems/{SLUG}/draft").body["code"]
            # A later one may have been stored by a server that died before it said so.
            if int(found.removeprefix("# ")) < int(self.draft.removeprefix("# ")):
                self.result.drafts.append(f"{found!r} is stored, {self.draft!r} was acknowledged")

    def look_for_leftovers(self) -> None:
        yard = self.yard
        slots = yard.healthy()["judge"]["slots"]
        tree = yard.tree()
        allowed = 4 * (slots + 8)  # to which all pools may have grown; `test_nothing_is_left_behind` sees them shrink
        if len(tree.runners) > allowed:
            self.result.left.append(f"{len(tree.runners)} runners")
        groups = yard.groups()
        if groups > len(tree.runners) + allowed:
            self.result.left.append(f"{groups} control groups beside {len(tree.runners)} runners")
        old = [pid for pid in yard.judges if pid != tree.judge and is_alive(pid)]
        self.result.left += [f"judge {pid}" for pid in old]


def tells_of_kills(verdict: str, sentence: str) -> bool:
    """Whether the judge says itself that it had no runner long enough; anything else would be a wrong verdict."""
    return verdict == "judge_error" or (verdict == "runtime_error" and "killed" in sentence)


def weights(text: str) -> dict[str, int]:
    """`runner=60,zygote=20` as a table; what is not named is left alone."""
    pairs = (part.partition("=") for part in text.split(","))
    table = {name: int(number) for name, _, number in pairs}
    if unknown := table.keys() - WEIGHTS.keys():
        raise argparse.ArgumentTypeError(f"nobody knows {', '.join(sorted(unknown))}; there are {', '.join(WEIGHTS)}")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill processes at random moments; nothing may be lost.")
    parser.add_argument("--count", type=int, default=200, help="faults (default 200)")
    parser.add_argument("--pace", type=int, default=2, help="verdicts between two faults, mostly (default 2; 0: none)")
    usual = ",".join(f"{name}={number}" for name, number in WEIGHTS.items())
    parser.add_argument("--weights", type=weights, default=WEIGHTS, help=f"what is killed how often (default {usual})")
    parser.add_argument("--seed", type=int, default=1, help="decides what is killed and submitted (default 1)")
    given = parser.parse_args()
    end_in_order()
    with tempfile.TemporaryDirectory(prefix="torchyard-faults-") as folder:
        yard = Yard(Path(folder)).start()
        try:
            yard.healthy()
            yard.count_reports()
            result = Campaign(yard, given.seed, given.pace).run(given.count, given.weights)
        finally:
            yard.stop()
            log = yard.log.read_text()
    print(result.table())
    if not result.sound:
        for name in ("lost", "stuck", "wrong", "twice", "drafts", "left"):
            for line in getattr(result, name):
                print(f"{name}: {line}", file=sys.stderr)
        print(f"The end of the server's log:\n{log[-3000:]}", file=sys.stderr)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
