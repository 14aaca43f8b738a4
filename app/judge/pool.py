"""Runners made ahead of demand.

A spare is a runner that is forked, confined and waiting. Taking one costs nothing; its successor is made while the
attempt runs. When the zygote dies, so do its runners; the pool starts another and their attempts are judged again.
"""

import contextlib
import logging
import os
import queue
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from app.judge import wire
from app.judge.cgroup import Groups
from app.judge.hot import Forbid, Hot
from app.judge.profile import Profile
from app.judge.zygotes import CPU, Died, NoRunner, NotMade, Runner, Zygote

log = logging.getLogger("torchyard.pool")
READY_SECONDS = 30
MAKERS = 2
GUARDED_SIZE = 2  # spares of a pool for one problem
QUIET_SECONDS = 30.0  # after which the pool shrinks to its size at rest
USUAL_MEMORY = 512 << 20  # bytes; what most problems allow, set before anybody waits for it
CREDENTIALS = struct.Struct("3i")  # struct ucred: pid, uid, gid


class Pool:
    """Spares, made ahead of demand by a zygote that is replaced when it dies.

    There are `size` of them at rest. Whoever finds none waiting makes the pool larger, up to `largest`; after a quiet
    while it shrinks again. `made` tells whether a runner could be made yet, `trouble` why the last one could not, and
    `gpu` what a runner said of its GPU.
    """

    def __init__(
        self,
        size: int,
        largest: int | None = None,
        granted: Profile = CPU,
        groups: Groups | None = None,
        start: Callable[[Died], Zygote] | None = None,
    ) -> None:
        self._start = start or partial(Zygote.start, granted=granted)
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
        self.hot = Hot(self._guarded)
        self.zygote = self._start(self._drop_dead)
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

    def take(self, forbid: Forbid = ()) -> Runner:
        """A ready runner, which may have closed already what is forbidden. The caller closes it. Raises NoRunner."""
        if runner := self.hot.take(forbid) or self.take_within(READY_SECONDS):
            return runner
        raise NoRunner("no runner could be made")

    def take_within(self, seconds: float) -> Runner | None:
        """A runner that is ready now (0 seconds), or so soon."""
        self._last_taken = now = time.monotonic()
        if self.spares.empty():
            self._resize(+1)
        with contextlib.suppress(queue.Empty):
            while True:
                runner = self.spares.get(timeout=max(0.0, now + seconds - time.monotonic()))
                self._wanted.release()
                if not runner.zygote.dead and not runner.gone.is_set():
                    return runner
                runner.close()
        return None

    def _guarded(self, forbid: Forbid) -> "Pool":
        """A pool whose zygote is forked from this one's."""
        return Pool(GUARDED_SIZE, groups=self.groups, start=lambda died: self.zygote.guarded(forbid, died))

    def renew(self) -> None:
        """Throw the spares away and make others: what they were made with is no longer sound."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.spares.get_nowait().close()
                self._wanted.release()

    def stop(self) -> None:
        self._stopped.set()
        for pool in self.hot.pools():
            pool.stop()
        self._wanted.release(MAKERS)
        self.zygote.stop()
        self.renew()
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
                with contextlib.suppress(OSError):  # the one that it is forked from is gone as well
                    self.zygote = self._start(self._drop_dead)
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
