"""The GPUs that judge: a zygote and a few runners for each, one attempt at a time on each.

A GPU counts once one of its runners has made a context and been confined: that is tried, not assumed. Until then, and
whenever it fails, the server judges on the CPU alone and says why at /healthz.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from app.judge import devices
from app.judge.cgroup import Groups
from app.judge.devices import Gpu
from app.judge.pool import Pool
from app.judge.profile import profile_of
from app.judge.zygotes import NoRunner, Runner

log = logging.getLogger("torchyard.gpu")
SPARES = 2  # each holds a context: some hundred MiB of the GPU's memory
WAIT_SECONDS = 30.0
TRY_SECONDS = 60.0


class Lost(NoRunner):
    """The GPU failed under an attempt. The runners made before that are not used again."""


class Worker:
    """One GPU and its runners."""

    def __init__(self, gpu: Gpu, groups: Groups | None, pool: Pool | None = None) -> None:
        self.gpu = gpu
        granted = profile_of(gpu, devices.library_folder())
        self.pool = pool or Pool(SPARES, SPARES, granted, groups)
        self.busy = False

    @property
    def ready(self) -> bool:
        """Whether the last runner that was made could be made."""
        return self.pool.made and not self.pool.trouble

    def describe(self) -> dict[str, Any]:
        """For /healthz."""
        state = "ready" if self.ready else "failed" if self.pool.trouble else "starting"
        told = {"name": self.gpu.name} | self.pool.gpu
        return {"device": f"cuda:{self.gpu.minor}", "state": state, "why": self.pool.trouble, **told}


class Gpus:
    """Hands out runners, the least recently used of the idle GPUs first. Thread-safe."""

    def __init__(self, workers: Sequence[Worker], off: Sequence[Gpu] = (), why: str = "") -> None:
        self.workers = list(workers)
        self.off = list(off)  # found, and not used
        self.why = why  # they are off, or none is there
        self._free = threading.Condition()

    @classmethod
    def start(cls, wanted: Sequence[str], groups: Groups | None) -> "Gpus":
        """Pools for those of this host's GPUs that the setting names. Returns at once; they get ready meanwhile."""
        found = devices.find()
        picked = devices.chosen(wanted, found)
        why = ""
        if not found:
            why = devices.absent()
        elif not picked:
            why = f"TORCHYARD_DEVICES is {','.join(wanted)!r}, which names none of them."
        elif torch.version.cuda is None:
            why, picked = "This torch is the build for the CPU alone: install the one with CUDA.", []
        if why and set(wanted) - {"auto", "cpu"}:
            log.warning("no GPU judges: %s", why)
        return cls([Worker(gpu, groups) for gpu in picked], [gpu for gpu in found if gpu not in picked], why)

    @property
    def ready(self) -> int:
        """How many GPUs can judge."""
        return sum(worker.ready for worker in self.workers)

    def wait(self, seconds: float) -> bool:
        """Until each GPU is ready or has failed; whether one is ready."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and any(not w.ready and not w.pool.trouble for w in self.workers):
            time.sleep(0.1)
        return self.ready > 0

    @contextlib.contextmanager
    def runner(self) -> Iterator[Runner]:
        """A ready runner on an idle GPU, closed afterwards. Raises NoRunner."""
        worker = self._take()
        try:
            runner = worker.pool.take()
            try:
                yield runner
            finally:
                runner.close()
        except Lost:
            log.error("%s failed under an attempt; its runners are made anew", worker.gpu)
            worker.pool.renew()
            raise
        finally:
            self._give_back(worker)

    def _take(self) -> Worker:
        with self._free:
            if not self._free.wait_for(self._idle, WAIT_SECONDS):
                raise NoRunner("no GPU could be had")
            worker = self._idle()[0]
            worker.busy = True
            return worker

    def _idle(self) -> list[Worker]:
        return [worker for worker in self.workers if worker.ready and not worker.busy]

    def _give_back(self, worker: Worker) -> None:
        with self._free:
            worker.busy = False
            self.workers.remove(worker)
            self.workers.append(worker)
            self._free.notify()

    def describe(self) -> list[dict[str, Any]]:
        """All GPUs of this host, for /healthz."""
        on = [worker.describe() for worker in self.workers]
        off = [{"device": f"cuda:{gpu.minor}", "state": "off", "why": self.why, "name": gpu.name} for gpu in self.off]
        return sorted([*on, *off], key=lambda told: str(told["device"]))

    def stop(self) -> None:
        for worker in self.workers:
            worker.pool.stop()


def main() -> int:
    """`python -m app devices`: list the GPUs of this host, each with whether a confined runner works on it."""
    gpus = Gpus.start(("auto",), None)
    try:
        gpus.wait(TRY_SECONDS)
        for told in gpus.describe():
            memory = f", {told['memory_bytes'] >> 20} MiB" if told.get("memory_bytes") else ""
            why = f": {told['why']}" if told["why"] else ""
            print(f"{told['device']}  {told['name']}{memory}  {told['state']}{why}")
        if not gpus.describe():
            print(gpus.why)
        for worker in gpus.workers:
            for missing in worker.pool.layers.get("missing", ()):
                print(f"cuda:{worker.gpu.minor}  {missing}")
    finally:
        gpus.stop()
    return 0 if gpus.ready else 1
