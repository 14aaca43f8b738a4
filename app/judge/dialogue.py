"""The judge's side of the talk with one runner: frames out and in, and what is kept from here while it thinks.

The wall clock, the limits on output and on the size of answers, and the end of the process are watched from outside;
nothing that the runner says about them is asked for, or believed.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from app.catalog import Limits
from app.judge import wire
from app.judge.checks import Malformed
from app.judge.verdict import Verdict
from app.judge.zygotes import NoRunner, Runner

Chunks = list[bytes | memoryview]
EXTRA_BYTES = 64 << 20  # that an answer may hold beyond what it should
DRAIN = 1 << 16
HANGUP_SECONDS = 2.0  # from the end of the channel to the end of the process


class Cancelled(Exception):
    """The learner does not want to know any more."""


class Killed(NoRunner):
    """Something outside killed the runner: not the submission's doing, so it is judged again."""


class Stop(Exception):
    """The attempt is decided before its last case."""

    def __init__(self, verdict: Verdict, sentence: str) -> None:
        super().__init__(sentence)
        self.verdict, self.sentence = verdict, sentence


class Dialogue:
    """What is asked of a runner, and what it answers.

    `caught` is told of each forbidden call that the runner reports meanwhile. `case` is the name of the case that is
    being judged, for sentences; None before the first.
    """

    def __init__(
        self, runner: Runner, limits: Limits, cancelled: threading.Event, caught: Callable[[Any], None]
    ) -> None:
        self.runner, self.limits, self.cancelled, self.caught = runner, limits, cancelled, caught
        self.frames = wire.Frames(runner.fd)
        self.case: str | None = None
        self.left = limits.wall_seconds  # of the time spent waiting for the runner
        self.sent_at = 0.0  # time.monotonic() of the last frame
        self._output = bytearray()
        self._most = limits.output_kib << 10
        self._told = 0  # bytes of the output

    def ask(self, header: dict[str, Any], chunks: Chunks | None = None) -> tuple[dict[str, Any], bytearray]:
        """Send a frame, wait for the answer. Raises Stop when the runner breaks a limit or dies."""
        self.write(wire.frame(header, chunks or []))
        return self.receive(chunks or [])

    def write(self, pieces: Chunks) -> None:
        """Send frames. A runner that is gone, or does not listen, is found out when its answer is waited for."""
        self.sent_at = time.monotonic()
        with contextlib.suppress(wire.Hangup, wire.Late):
            wire.write(self.runner.fd, pieces)

    def receive(self, sent: Chunks) -> tuple[dict[str, Any], bytearray]:
        """The next answer, which may be a few times as large as what was `sent`."""
        limit = EXTRA_BYTES + 8 * sum(len(chunk) for chunk in sent)
        watch = wire.Watch(self.runner.output, self._drain, self._tick)
        started = time.monotonic()
        try:
            while True:
                answer, body = self.frames.receive(limit, started + self.left, watch)
                if "caught" not in answer:
                    break
                self.caught([answer["caught"]])
        except wire.Late:
            self.runner.kill()
            raise Stop(Verdict.TIME_LIMIT, self._late()) from None
        except wire.Hangup:
            raise self._died() from None
        except wire.TooLarge:
            text = f"What your code returned{self._where()} is far larger than the answer."
            raise Stop(Verdict.OUTPUT_LIMIT, text) from None
        except wire.WireError:
            raise Malformed from None
        finally:
            self.left -= time.monotonic() - started
        self._drain()
        return answer, body

    def printed(self) -> str:
        """What was printed since the last time, as far as the limit goes."""
        data, self._told = self._output[self._told : self._most], min(len(self._output), self._most)
        return data.decode(errors="replace").replace("\0", "�")

    @property
    def too_much_printed(self) -> bool:
        return len(self._output) > self._most

    # ---- while waiting ---------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.cancelled.is_set():
            raise Cancelled

    def _drain(self) -> bool:
        """Take what was printed; False when there is no more to come. Raises Stop beyond the limit."""
        while True:
            try:
                data = os.read(self.runner.output, DRAIN)
            except BlockingIOError:
                return True
            if not data:
                return False
            self._output += data
            if self.too_much_printed:
                self.runner.kill()
                kib = self.limits.output_kib
                text = f"More than {kib} KiB were printed{self._where()}; {kib} KiB is the limit."
                raise Stop(Verdict.OUTPUT_LIMIT, text)

    # ---- how it ended ----------------------------------------------------------------------------------------------

    def _where(self) -> str:
        return " while your file was loaded" if self.case is None else f" in case “{self.case}”"

    def _late(self) -> str:
        where = "Loading your file" if self.case is None else f"Case “{self.case}”"
        seconds = self.limits.wall_seconds
        return f"{where} was stopped: your code ran for {seconds:g} s, which is the limit for all cases together."

    def _died(self) -> Stop:
        """The runner is gone: find out why, and say it."""
        end, where = self.runner.wait(HANGUP_SECONDS), self._where()
        if self.runner.zygote.dead and self.runner.exit is None:
            raise NoRunner("the zygote died")
        if self.runner.exit is None:  # it only closed the channel
            self.runner.kill()
            return Stop(Verdict.RUNTIME_ERROR, f"Your code closed the judge's channel{where}.")
        code = end["code"]
        if code is not None and code < 0:
            name = signal.strsignal(-code) or f"signal {-code}"
            if end.get("out_of_memory"):
                mib = self.limits.memory_mib
                return Stop(Verdict.MEMORY_LIMIT, f"Your code was stopped{where}: it used more than {mib} MiB.")
            if -code in (signal.SIGXCPU, signal.SIGKILL) and end["cpu"] >= self.limits.wall_seconds:
                return Stop(Verdict.TIME_LIMIT, self._late())
            if -code == signal.SIGSEGV:
                text = f"Your code crashed{where} (SIGSEGV). Recursion without end does this, and ctypes."
                return Stop(Verdict.RUNTIME_ERROR, text)
            if -code == signal.SIGKILL:
                raise Killed(where)
            return Stop(Verdict.RUNTIME_ERROR, f"Your code crashed{where} ({name}).")
        return Stop(Verdict.RUNTIME_ERROR, f"Your code ended its process{where}, before it answered.")
