"""Zygotes and their runners as the judge sees them: descriptors, and a thread that hears what became of each.

There is one zygote for each device. Another can be forked from it that has closed already what a problem forbids: what
takes a runner 2 ms and 460 pages is then done once for all its runners (see Zygote.guarded).
"""

import contextlib
import json
import os
import random
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.judge.cgroup import Group
from app.judge.forbidden import targets
from app.judge.profile import Profile
from app.judge.watch import watch

ROOT = Path(__file__).resolve().parents[2]
SEND_SECONDS = 10
REMOVE_SECONDS = 0.5
MESSAGE = 4096
# One thread for every library: a runner has one core, and a zygote with threads could not make a user namespace.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TORCHDYNAMO_DISABLE": "1",
    "CUDA_VISIBLE_DEVICES": "",
}  # fmt: skip


CPU = Profile()
Died = Callable[[], None]


class NoRunner(Exception):
    """The zygote gave no runner: the judge's fault."""


class NotMade(OSError):
    """A runner that could not be made ready, and says why."""


@dataclass(eq=False)
class Runner:
    """One confined process. `fd` carries frames, `output` what the submission prints."""

    token: int
    fd: int
    output: int
    zygote: "Zygote"
    group: Group | None = None
    pid: int = 0
    over: bool = False  # it was watched, and took more memory than it may
    exit: dict[str, Any] | None = None
    gone: threading.Event = field(default_factory=threading.Event)

    def kill(self) -> None:
        """SIGKILL, by the zygote; does not wait."""
        if not self.gone.is_set():
            self.zygote.tell({"kill": self.token})

    def limit_memory(self, memory_bytes: int) -> None:
        """By its control group, where it has one; the runner sets its rlimits itself."""
        if self.group:
            with contextlib.suppress(OSError):  # it is gone already
                self.group.limit(memory_bytes)
        elif self.zygote.granted.gpu:  # rlimits say too little there
            watch(self.pid, memory_bytes, self.gone, self._took_too_much)

    def _took_too_much(self) -> None:
        self.over = True
        self.kill()

    def close(self) -> None:
        """Kill, and give back the descriptors."""
        self.kill()
        for fd in (self.fd, self.output):
            if fd >= 0:
                os.close(fd)
        self.fd = self.output = -1

    def wait(self, seconds: float) -> dict[str, Any]:
        """How it ended: exit code (negative: signal), CPU seconds, largest resident size."""
        self.gone.wait(seconds)
        return self.exit or {"code": None, "cpu": 0.0, "rss": 0}


class Zygote:
    """A zygote process, and the thread that listens to it. `seal` lifts the guard that its runners have from the start,
    if they have one."""

    def __init__(
        self, control: socket.socket, granted: Profile, died: Died, process: subprocess.Popen[bytes] | None = None,
        seal: int | None = None,
    ) -> None:  # fmt: skip
        self._died = died
        self.granted = granted
        self.control = control
        self.process = process
        self.seal = seal
        self.runners: dict[int, Runner] = {}
        self.hello: dict[str, Any] = {}
        self.started = threading.Event()
        self.dead = False
        self._lock = threading.Lock()
        self._next = 0
        threading.Thread(target=self._listen, name="zygote", daemon=True).start()

    @classmethod
    def start(cls, died: Died = lambda: None, granted: Profile = CPU) -> "Zygote":
        """A new one."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = subprocess.Popen(
            [sys.executable, "-m", "app.judge.zygote", str(theirs.fileno()), *granted.arguments()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], cwd=ROOT,
            env={**ENVIRONMENT, **granted.environment},
        )  # fmt: skip
        theirs.close()
        return cls(ours, granted, died, process)

    def guarded(self, forbid: tuple[str, ...], died: Died = lambda: None) -> "Zygote":
        """Another one, forked from this one, whose runners may not call what `forbid` says. It dies with this one.

        Raises OSError when this one is gone.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        seal = random.getrandbits(48)
        try:
            self._send({"guard": targets(forbid, self.granted.device), "seal": seal}, [theirs.fileno()])
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        return Zygote(ours, self.granted, died, seal=seal)

    def _send(self, message: dict[str, Any], fds: list[int]) -> None:
        if self.dead:
            raise BrokenPipeError("the zygote is gone")
        with self._lock:
            socket.send_fds(self.control, [json.dumps(message).encode()], fds)

    def fork(self) -> Runner:
        """Ask for a runner; it is not ready yet. Raises OSError when the zygote is gone."""
        ours, theirs = socket.socketpair()
        # A runner that stops reading must not stop the judge: sending gives up after a while (struct timeval).
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        read, write = os.pipe()
        os.set_blocking(read, False)
        with self._lock:
            self._next += 1
            runner = Runner(self._next, ours.detach(), read, self)
            self.runners[runner.token] = runner
        try:
            self._send({"fork": runner.token}, [theirs.fileno(), write])
        except OSError:
            runner.close()
            raise
        finally:
            theirs.close()
            os.close(write)
        return runner

    def tell(self, message: dict[str, Any]) -> None:
        with self._lock, contextlib.suppress(OSError):
            self.control.send(json.dumps(message).encode())

    def stop(self) -> None:
        """Hang up: the zygote and all its runners die."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        if self.process is None:
            return
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _listen(self) -> None:
        while True:
            try:
                data = self.control.recv(MESSAGE)
            except OSError:
                data = b""
            if not data:
                break
            message = json.loads(data)
            if "ready" in message:
                self.hello = message
                self.started.set()
            elif (runner := self.runners.pop(message["exited"], None)) is not None:
                runner.exit = {**message, "out_of_memory": runner.over}
                if runner.group:
                    runner.exit["out_of_memory"] = runner.group.out_of_memory()
                    runner.group.give_back()
                runner.gone.set()
        self.dead = True
        self.started.set()
        for runner in list(self.runners.values()):
            runner.gone.set()
        if self.process is not None:
            self.process.wait()
        self.control.close()
        self._died()
        time.sleep(REMOVE_SECONDS)  # they die with the zygote, but not at once
        for runner in list(self.runners.values()):
            if runner.group:
                runner.group.remove()
