"""The judge's side of the zygote: runners made ahead of demand, and what became of each.

A spare is a runner that is forked, confined and waiting. Taking one costs nothing; its successor is made while the
attempt runs. When the zygote dies, so do its runners; the pool starts another and their attempts are judged again.
"""

import contextlib
import json
import logging
import os
import queue
import select
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

from app.judge import wire
from app.judge.cgroup import Group, Groups
from app.judge.profile import Profile
from app.judge.watch import watch

log = logging.getLogger("torchyard.pool")
ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 30
SEND_SECONDS = 10
MAKERS = 2
REMOVE_SECONDS = 0.5
QUIET_SECONDS = 30.0  # after which the pool shrinks to its size at rest
MESSAGE = 4096
USUAL_MEMORY = 512 << 20  # bytes; what most problems allow, set before anybody waits for it
CREDENTIALS = struct.Struct("3i")  # struct ucred: pid, uid, gid
# One thread for every library: a runner has one core, and a zygote with threads could not make a user namespace.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TORCHDYNAMO_DISABLE": "1",
    "CUDA_VISIBLE_DEVICES": "",
}  # fmt: skip


CPU = Profile()


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
    """A zygote process, and the thread that listens to it."""

    def __init__(self, on_death: Callable[[], None] = lambda: None, granted: Profile = CPU) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._on_death = on_death
        self.granted = granted
        self.control = ours
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.judge.zygote", str(theirs.fileno()), *granted.arguments()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], cwd=ROOT,
            env={**ENVIRONMENT, **granted.environment},
        )  # fmt: skip
        theirs.close()
        self.runners: dict[int, Runner] = {}
        self.hello: dict[str, Any] = {}
        self.started = threading.Event()
        self.dead = False
        self._lock = threading.Lock()
        self._next = 0
        threading.Thread(target=self._listen, name="zygote", daemon=True).start()

    def fork(self) -> Runner:
        """Ask for a runner; it is not ready yet. Raises OSError when the zygote is gone."""
        if self.dead:
            raise BrokenPipeError("the zygote is gone")
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
            with self._lock:
                socket.send_fds(self.control, [json.dumps({"fork": runner.token}).encode()], [theirs.fileno(), write])
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
        self.process.wait()
        self.control.close()
        self._on_death()
        time.sleep(REMOVE_SECONDS)  # they die with the zygote, but not at once
        for runner in list(self.runners.values()):
            if runner.group:
                runner.group.remove()


class Pool:
    """Spares, made ahead of demand by a zygote that is replaced when it dies.

    There are `size` of them at rest. Whoever finds none waiting makes the pool larger, up to `largest`; after a quiet
    while it shrinks again. `made` tells whether a runner could be made yet, `trouble` why the last one could not, and
    `gpu` what a runner said of its GPU.
    """

    def __init__(
        self, size: int, largest: int | None = None, granted: Profile = CPU, groups: Groups | None = None
    ) -> None:
        self.granted = granted
        self.made, self.trouble, self.gpu = False, "", dict[str, Any]()
        self.size = size
        self.smallest, self.largest = size, largest or 4 * size
        self.spares: queue.SimpleQueue[Runner] = queue.SimpleQueue()
        self._wanted = threading.Semaphore(size)
        self._lock = threading.Lock()
        self._last_taken = time.monotonic()
        self._stopped = threading.Event()
        self.groups, self._owns_groups = groups or Groups(), groups is None
        if self._owns_groups:
            self.groups.sweep()
        self.zygote = Zygote(self._drop_dead, granted)
        for number in range(MAKERS):  # a runner that is getting ready must not hold up the next
            threading.Thread(target=self._fill, name=f"spares-{number}", daemon=True).start()
        threading.Thread(target=self._shrink, name="spares-shrink", daemon=True).start()

    @property
    def layers(self) -> dict[str, Any]:
        """What protects this host, as the zygote found out."""
        self.zygote.started.wait(READY_SECONDS)
        layers: dict[str, Any] = dict(self.zygote.hello.get("ready", {}))
        if layers:
            layers["cgroup"] = self.groups.version
            layers["missing"] = [*layers["missing"], *([self.groups.why] if self.groups.why else [])]
        return layers

    def take(self) -> Runner:
        """A ready runner. The caller closes it. Raises NoRunner."""
        deadline = time.monotonic() + READY_SECONDS
        self._last_taken = time.monotonic()
        if self.spares.empty():
            self._resize(+1)
        while (left := deadline - time.monotonic()) > 0:
            try:
                runner = self.spares.get(timeout=left)
            except queue.Empty:
                break
            self._wanted.release()
            if not runner.zygote.dead and not runner.gone.is_set():
                return runner
            runner.close()
        raise NoRunner("no runner could be made")

    def renew(self) -> None:
        """Throw the spares away and make others: what they were made with is no longer sound."""
        for _ in range(self.spares.qsize()):
            with contextlib.suppress(queue.Empty):
                self.spares.get_nowait().close()
                self._wanted.release()

    def stop(self) -> None:
        self._stopped.set()
        self._wanted.release(MAKERS)
        self.zygote.stop()
        self._drop_dead()
        if self._owns_groups:
            self.groups.remove()

    def _drop_dead(self) -> None:
        """Spares whose zygote died are nothing; the makers see that they are gone, and that it is."""
        for _ in range(self.spares.qsize()):
            with contextlib.suppress(queue.Empty):
                runner = self.spares.get_nowait()
                if runner.zygote.dead:
                    runner.close()
                    self._wanted.release()
                else:
                    self.spares.put(runner)

    def _resize(self, change: int) -> bool:
        with self._lock:
            if not self.smallest <= self.size + change <= self.largest:
                return False
            self.size += change
        if change > 0:
            self._wanted.release(change)
        return True

    def _shrink(self) -> None:
        while not self._stopped.wait(QUIET_SECONDS):
            if time.monotonic() - self._last_taken > QUIET_SECONDS:
                while self._resize(-1):
                    with contextlib.suppress(queue.Empty):
                        self.spares.get_nowait().close()

    def _fill(self) -> None:
        pause = 0.0
        while not self._stopped.is_set():
            self._wanted.acquire()
            while not self._stopped.is_set():
                try:
                    self.spares.put(self._make())
                    pause = 0.0
                    break
                except (OSError, wire.WireError) as error:
                    self.trouble = str(error) or type(error).__name__
                    log.warning("no spare: %r; again in %.1f s", error, pause)
                    self._stopped.wait(pause)
                    pause = min(5.0, pause * 2 + 0.1)
                    self._replace_dead()

    def _replace_dead(self) -> None:
        with self._lock:
            if self.zygote.dead and not self._stopped.is_set():
                self.zygote = Zygote(self._drop_dead, self.granted)
        self.zygote.started.wait(READY_SECONDS)

    def _hold(self, runner: Runner) -> OSError | None:
        """Put a runner into a group of its own. Why that failed: perhaps it is gone, and said more."""
        try:
            if self.groups.version:
                runner.group = self.groups.make()
                runner.group.limit(USUAL_MEMORY)
                runner.group.hold(runner.pid)
        except OSError as error:
            return error
        return None

    def _make(self) -> Runner:
        runner = self.zygote.fork()
        try:
            deadline = time.monotonic() + READY_SECONDS
            runner.pid = _first_byte(runner.fd, deadline)
            held = self._hold(runner)
            hello, _ = wire.receive(runner.fd, limit=1 << 16, deadline=deadline)
            if why := hello.get("failed"):
                raise NotMade(why)
            if held:
                raise held
            self.made, self.trouble, self.gpu = True, "", hello.get("gpu") or {}
        except (OSError, wire.WireError):
            runner.close()
            raise
        return runner


def _first_byte(fd: int, deadline: float) -> int:
    """Wait for a runner's first sign of life; its process id, as the kernel tells it to us."""
    if not select.select([fd], [], [], deadline - time.monotonic())[0]:
        raise wire.Late
    with socket.socket(fileno=os.dup(fd)) as channel:
        data, ancillary, _, _ = channel.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size))
    if not data:
        raise wire.Hangup
    return int(CREDENTIALS.unpack(ancillary[0][2])[0]) if ancillary else 0
