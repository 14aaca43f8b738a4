"""Pools for problems that are worked on just now, whose runners have closed already what the problem forbids.

To close it takes a runner 2 ms and 460 pages, while a learner waits. A problem that is asked for again and again gets a
pool of its own, whose zygote did it once. There are few of these, and one that was used lately stays: where a class
works on many problems at once, the rest is judged as ever.
"""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.judge.pool import Pool
    from app.judge.zygotes import Runner

Forbid = tuple[str, ...]
MOST = 3  # pools, each of some 20 MiB
LATELY, OFTEN = 8, 2  # asked for so often, among so many
STAYS_SECONDS = 60.0


@dataclass
class _Place:
    pool: "Pool"
    used: float


class Hot:
    """Pools by what they forbid, made with `make`; thread-safe."""

    def __init__(self, make: Callable[[Forbid], "Pool"]) -> None:
        self._make = make
        self._places: dict[Forbid, _Place] = {}
        self._asked: deque[Forbid] = deque(maxlen=LATELY)
        self._lock = threading.Lock()

    def take(self, forbid: Forbid) -> "Runner | None":
        """A runner that may not call what `forbid` says, if one is ready."""
        with self._lock:
            self._asked.append(forbid)
            if place := self._places.get(forbid):
                place.used = time.monotonic()
        return place.pool.take_within(0) if place else None

    def make_room(self, forbid: Forbid) -> None:
        """A pool for these patterns, if they are asked for often."""
        with self._lock:
            if not forbid or forbid in self._places or self._asked.count(forbid) < OFTEN:
                return
            if len(self._places) >= MOST:
                oldest = min(self._places, key=lambda known: self._places[known].used)
                if time.monotonic() - self._places[oldest].used < STAYS_SECONDS:
                    return
                self._places.pop(oldest).pool.stop()
            with contextlib.suppress(OSError):  # the zygote is gone; there will be another, and another time
                self._places[forbid] = _Place(self._make(forbid), time.monotonic())

    def pools(self) -> "list[Pool]":
        """All that there are."""
        with self._lock:
            return [place.pool for place in self._places.values()]
