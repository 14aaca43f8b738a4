"""The judge: a spare for each attempt, another when it was killed, and an answer for its own faults."""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.judge.attempt import Attempt, Emit, Job
from app.judge.cases import SALTS
from app.judge.dialogue import Cancelled, Killed, Stop
from app.judge.gpus import Gpus, Lost
from app.judge.oracle import BrokenOracle, Oracle, Problems
from app.judge.pool import Pool
from app.judge.verdict import Report, Verdict
from app.judge.zygotes import NoRunner, Runner

log = logging.getLogger("torchyard.judge")
PATIENCE_SECONDS, QUIET_SECONDS, PAUSE_SECONDS = 1.0, 0.03, 0.005
AGAIN_SECONDS = 0.2  # what killed a runner may have killed the spares: time for the news of them to come


@dataclass(frozen=True)
class Later:
    """For what comes after the verdict: how to tell the verdict first, whether anybody waits, places to look for it."""

    tell: Callable[[dict[str, Any]], None]
    busy: Callable[[], bool]
    places: threading.Semaphore

    def quiet(self) -> bool:
        """Wait until for a moment nobody has waited for a verdict, this one included. False where that takes long."""
        now = began = quiet_since = time.monotonic()
        while now - quiet_since < QUIET_SECONDS:
            if now - began > PATIENCE_SECONDS:
                return False
            time.sleep(PAUSE_SECONDS)
            now = time.monotonic()
            quiet_since = now if self.busy() else quiet_since
        return True


class Judge:
    """Judges attempts; thread-safe, one call of `judge` per thread."""

    def __init__(self, problems: Problems, pool: Pool, gpus: Gpus | None = None) -> None:
        self.problems = problems
        self.pool = pool
        self.gpus = gpus or Gpus([])

    @property
    def devices(self) -> tuple[str, ...]:
        """What a learner may choose now: GPUs come once they are ready, and go when they fail."""
        return ("cpu", "cuda") if self.gpus.ready else ("cpu",)

    def device_of(self, job: Job) -> str:
        """Where a job runs: `auto` means a GPU where there is one."""
        return "cuda" if job.device != "cpu" and self.gpus.ready else "cpu"

    def judge(self, job: Job, emit: Emit, later: Later | None = None) -> dict[str, Any]:
        """The report on `job`. Never raises: what goes wrong here is a judge_error with a sentence.

        With `later`, a report to which something can be added is told without it, and only then is that looked for.
        """
        problem = self.problems.catalog[job.slug]
        device = self.device_of(job)
        report = Report(job.slug, problem.revision, job.mode, device, seed=0)
        try:
            if job.device == "cuda" and device == "cpu":
                raise Stop(Verdict.JUDGE_ERROR, "This server judges on the CPU only. Choose the CPU, and submit again.")
            oracle = self.problems[job.slug]
            for last in (False, False, True):
                try:
                    return self._attempt(job, oracle, device, emit, later)
                except NoRunner:  # the zygote died under us, not under the submission: once more, from the start
                    if last:
                        raise
                    time.sleep(AGAIN_SECONDS)
        except Killed as killed:
            report.verdict = Verdict.RUNTIME_ERROR
            report.sentence = (
                f"Your code was killed{killed} by the system, three times. It may have used too much memory."
            )
        except Lost as lost:
            report.sentence = f"The GPU failed three times under your code ({lost}). It may be broken: choose the CPU."
        except Cancelled:
            report.cancelled = True
            report.sentence = "You cancelled this attempt."
        except Stop as stop:
            report.verdict, report.sentence = stop.verdict, stop.sentence
        except BrokenOracle as error:
            log.exception("broken problem")
            report.sentence = f"This problem is broken, which is not your fault: {error}"
        except Exception as error:
            log.exception("attempt %s", job.id)
            report.sentence = (
                f"The judge failed, not your code ({type(error).__name__}). Your code is kept; submit it again."
            )
        return report.describe()

    def _attempt(self, job: Job, oracle: Oracle, device: str, emit: Emit, later: Later | None) -> dict[str, Any]:
        salt = job.salt if job.salt is not None else 0 if job.mode == "run" else random.choice(SALTS)
        prepared = [p for p in oracle.prepared(salt) if job.mode == "submit" or p.case.public]
        with self.gpus.runner() if device == "cuda" else self._runner(oracle.problem.forbid) as runner:
            attempt = Attempt(job, oracle, prepared, runner, device, salt, emit)
            attempt.judge()
            report = attempt.report.describe()
            sought = attempt.afterwards(later.busy) if later else None
            if later is None or sought is None or not later.places.acquire(blocking=False):
                return report
            try:
                later.tell({**report, sought.name: sought.meanwhile})
                return {**report, sought.name: sought.find() if later.quiet() else sought.otherwise}
            finally:
                later.places.release()

    @contextmanager
    def _runner(self, forbid: tuple[str, ...]) -> Iterator[Runner]:
        runner = self.pool.take(forbid)
        try:
            yield runner
        finally:
            runner.close()
            self.pool.hot.make_room(forbid)
