"""Keeps one judge beside the web process: starts it, starts it again when it dies, takes it along at the end."""

import asyncio
import ctypes
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from app.settings import ROOT, Settings

log = logging.getLogger("torchyard.supervisor")

BACKOFF_SECONDS = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0)
STEADY_SECONDS = 30.0  # a judge that lived so long has earned a prompt restart; so has one that answered
STOP_SECONDS = 5.0
PR_SET_PDEATHSIG = 1

# Loaded here, because the child may do little between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Supervisor:
    """One judge as a child process. `python -m app judge` unless told otherwise."""

    def __init__(self, settings: Settings, command: Sequence[str] = (sys.executable, "-m", "app", "judge")) -> None:
        self._settings = settings
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._answered = False

    @property
    def pid(self) -> int | None:
        """The judge's process, while there is one."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._keep())

    async def stop(self) -> None:
        """End the judge: kindly, then not."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        process = self._process
        if process is None or process.returncode is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            log.warning("The judge did not stop when asked; it is killed.")
        self._signal(signal.SIGKILL)
        await process.wait()

    def kill(self) -> None:
        """Kill the judge and its group: the answer to one that hangs. A new one is started at once."""
        if self.pid is not None:  # the number of one that is gone may be somebody else's by now
            self._signal(signal.SIGKILL)

    def answered(self) -> None:
        """The judge works: should this one die, the next is started without a pause."""
        self._answered = True

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            # The group outlives its leader for a moment; whoever is left in it goes too.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

    async def _keep(self) -> None:
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            born, self._answered = loop.time(), False
            try:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command,
                    cwd=ROOT,
                    env=self._settings.environment(),
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=sys.stderr.fileno() if _has_descriptor() else None,
                    start_new_session=True,  # Ctrl-C in a terminal is for the web process, which then stops the judge
                    preexec_fn=partial(_die_with_parent, os.getpid()),
                )
            except OSError as error:
                log.error("The judge cannot be started: %s", error)
            else:
                code = await self._process.wait()
                self._signal(signal.SIGKILL)
                how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
                log.error("The judge died (%s) after %.1f s; it is started again.", how, loop.time() - born)
            steady = self._answered or loop.time() - born > STEADY_SECONDS
            failures = 0 if steady else failures + 1
            await asyncio.sleep(BACKOFF_SECONDS[min(failures, len(BACKOFF_SECONDS)) - 1] if failures else 0)


def _die_with_parent(parent: int) -> None:
    """In the child: be killed when the web process dies, however it dies, and be it this very moment."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def _has_descriptor() -> bool:
    """Whether stderr is a real file: under a test runner it may be a buffer."""
    try:
        sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return False
    return True
