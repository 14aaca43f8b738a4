"""The judge as a server on a Unix socket: JSON lines in, events and reports out; docs/architecture.md lists them.

One thread per slot judges; the event loop only carries lines. Whoever can open the socket is trusted: it lives in a
folder that only this user may enter.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch

from app.catalog import Catalog
from app.judge.attempt import Emit, Job
from app.judge.cases import SALTS
from app.judge.diagnose import learn
from app.judge.gpus import Gpus
from app.judge.heap import trim
from app.judge.judge import Judge, Later
from app.judge.oracle import BrokenOracle, Problems
from app.judge.pool import Pool
from app.judge.present import expected_of, inputs_of
from app.judge.stability import chart_of
from app.judge.verdict import LATER, described, encode
from app.settings import Settings

log = logging.getLogger("torchyard.judge")
LINE = 64 << 20
MAX_SLOTS = 8
EXTRA_SPARES = 2
QUIET_SECONDS = 1.0
EVENT_SECONDS = 0.05
Send = Callable[[dict[str, Any]], None]


class Server:
    """Judges for all who connect."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.slots = settings.slots or max(1, min(MAX_SLOTS, os.cpu_count() or 1))
        self.catalog = Catalog(settings.problems)
        self.pool = Pool(self.slots + EXTRA_SPARES)
        self.gpus = Gpus.start(settings.devices.split(","), self.pool.groups)
        self.judge = Judge(Problems(self.catalog), self.pool, self.gpus)
        self.searches = threading.Semaphore(self.slots)  # for what comes later: a slot is free once a verdict is told
        self.threads = ThreadPoolExecutor(2 * self.slots, thread_name_prefix="slot")
        self.gpu_threads = ThreadPoolExecutor(max(1, len(self.gpus.workers)), thread_name_prefix="gpu")
        self.active = 0  # attempts in hand, and when the last one ended
        self.ended = 0.0
        self.opened = ""  # the problem whose page was opened last: its first attempt comes soon
        self.aside = ThreadPoolExecutor(2, thread_name_prefix="aside")

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT."""
        self.loop = asyncio.get_running_loop()
        path: Path = self.settings.socket
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        old_mask = os.umask(0o077)
        server = await asyncio.start_unix_server(self._serve, path, limit=LINE)
        os.umask(old_mask)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            self.loop.add_signal_handler(number, stop.set)
        threading.Thread(target=self._warm, name="warm", daemon=True).start()
        log.info(
            "judge: %d slots, sandbox %s, devices %s", self.slots, self.pool.layers.get("level"), self.judge.devices
        )
        await stop.wait()
        server.close()
        self.pool.stop()
        self.gpus.stop()
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        os._exit(0)  # threads may be in the middle of an attempt, which the web side sends again

    def _warm(self) -> None:
        """Compute ahead of demand, while it is quiet: what every attempt needs, then the misconceptions. A problem
        whose page is open comes before the others, with both."""
        unlearned: list[str] = []
        for slug in opened_first(self.catalog, lambda: self.opened):
            try:
                for salt in SALTS:
                    self._quiet()
                    oracle = self.judge.problems[slug]
                    oracle.prepared(salt)
                    chart_of(oracle, salt)
            except BrokenOracle as error:
                log.error("%s", error)
                continue
            if slug == self.opened:
                self._learn(slug)
            else:
                unlearned.append(slug)
        for slug in opened_first(unlearned, lambda: self.opened):
            self._learn(slug)

    def _learn(self, slug: str) -> None:
        oracle = self.judge.problems[slug]
        for path in oracle.misconceptions:
            self._quiet()
            for salt in SALTS:
                learn(oracle, path, salt)
        trim()

    def _quiet(self) -> None:
        """Wait until nothing has been judged for a second: a learner comes first."""
        while self.active or (left := self.ended + QUIET_SECONDS - time.monotonic()) > 0:
            time.sleep(QUIET_SECONDS if self.active else left)

    # ---- a connection ----------------------------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        jobs: dict[str, Job] = {}

        def send(message: dict[str, Any]) -> None:
            if not writer.is_closing():
                writer.write(encode(message))

        send(await self._in_thread(self._health))
        try:
            while line := await reader.readline():
                await self._obey(json.loads(line), jobs, send)
                await writer.drain()
        except (ConnectionError, ValueError) as error:
            log.warning("a connection ended: %r", error)
        finally:
            for job in jobs.values():  # nobody is left to be told
                job.cancelled.set()
            writer.close()

    async def _obey(self, message: dict[str, Any], jobs: dict[str, Job], send: Send) -> None:
        match message.get("op"):
            case "health":
                send(await self._in_thread(self._health))
            case "cancel":
                if job := jobs.get(str(message.get("id"))):
                    job.cancelled.set()
            case "cases":
                send(await self._in_thread(self._cases, str(message.get("slug"))))
            case "judge":
                fields = {
                    key: message[key]
                    for key in ("id", "slug", "code", "mode", "device", "scratch", "reveal")
                    if key in message
                }
                job = jobs[fields["id"]] = Job(**fields)
                self._count(+1)
                told = Events(job.id, self.loop, send)
                threads = self.gpu_threads if self.judge.device_of(job) == "cuda" else self.threads
                ended: list[None] = []  # something once the verdict was told

                def end(report: dict[str, Any]) -> None:
                    if not ended:
                        ended.append(None)
                        self._done(job, told, report, send)
                    else:
                        send({"type": "later", "id": job.id, "found": {name: report.get(name) for name in LATER}})

                def tell(report: dict[str, Any]) -> None:
                    self.loop.call_soon_threadsafe(end, report)

                later = Later(tell, lambda: self.active > 0, self.searches)
                future = self.loop.run_in_executor(threads, self._judge, job, told.emit, later)
                future.add_done_callback(lambda done: end(done.result()))
                future.add_done_callback(lambda _: jobs.pop(job.id, None))
            case other:
                send({"type": "error", "message": f"unknown op {other!r}"})

    def _done(self, job: Job, told: "Events", report: dict[str, Any], send: Send) -> None:
        told.stop()
        send({"type": "done", "id": job.id, "report": report})
        self._count(-1)

    def _count(self, change: int) -> None:
        """On the event loop: one more or one less attempt in hand."""
        self.active += change
        self.ended = time.monotonic()

    async def _in_thread(self, work: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
        return await self.loop.run_in_executor(self.aside, work, *args)

    def _judge(self, job: Job, emit: Emit, later: Later) -> dict[str, Any]:
        if job.slug not in self.catalog:
            sentence = f"The judge knows no problem {job.slug!r}. Restart it if the problem is new."
            return {"verdict": "judge_error", "sentence": sentence, "cases": []}
        return self.judge.judge(job, emit, later)

    def _health(self) -> dict[str, Any]:
        return {
            "type": "health",
            "judge": {
                "status": "ok", "pid": os.getpid(), "torch": torch.__version__,
                "slots": self.slots + self.gpus.ready, "slots_on": {"cpu": self.slots, "cuda": self.gpus.ready},
                "devices": list(self.judge.devices), "gpus": self.gpus.describe(),
                "spares": self.pool.spares.qsize(),
            },
            "sandbox": self.pool.layers,
            "problems": {slug: problem.revision for slug, problem in self.catalog.items()},
        }  # fmt: skip

    def _cases(self, slug: str) -> dict[str, Any]:
        """The public cases with their inputs and expected outputs, for the problem's page."""
        answer: dict[str, Any] = {"type": "cases", "slug": slug, "cases": [], "hidden": 0, "stability": None}
        if slug not in self.catalog:
            return answer
        self.opened = slug
        try:
            prepared = self.judge.problems[slug].prepared(0)
        except BrokenOracle as error:
            log.error("%s", error)
            return answer
        answer["hidden"] = sum(not p.case.public for p in prepared)
        answer["stability"] = chart_of(self.judge.problems[slug], 0)
        answer["cases"] = [
            {"name": p.case.name, "call": call_of(p), "input": inputs_of(p), "expected": expected_of(p)}
            for p in prepared
            if p.case.public
        ]
        return answer


class Events:
    """What is told of an attempt while it is judged: what has gathered, every 50 ms.

    Most attempts are over before; then nobody is told anything but the report, which holds all cases.
    """

    def __init__(self, id: str, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self.id, self.loop, self.send = id, loop, send
        self.gathered: deque[dict[str, Any]] = deque()
        self.emit: Emit = self.gathered.append  # from any thread
        self._wait()

    def _wait(self) -> None:
        self.timer = self.loop.call_later(EVENT_SECONDS, self._tell)

    def _tell(self) -> None:
        while self.gathered:
            self.send({"type": "event", "id": self.id, "event": described(self.gathered.popleft())})
        self._wait()

    def stop(self) -> None:
        """There is a report now."""
        self.timer.cancel()


def opened_first(slugs: Iterable[str], opened: Callable[[], str]) -> Iterator[str]:
    """All of them in their order; the problem whose page is open is put before the others."""
    waiting = dict.fromkeys(slugs)
    while waiting:
        slug = opened()
        slug = slug if slug in waiting else next(iter(waiting))
        del waiting[slug]
        yield slug


def call_of(prepared: Any) -> str:
    """`softmax(x, dim)`."""
    names = [*prepared.names, *(f"{name}={name}" if prepared.names else name for name in prepared.inputs[1])]
    return f"{prepared.case.call}({', '.join(names)})"


def main(settings: Settings) -> None:
    """Run the judge in this process until it is told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    torch.set_num_threads(1)
    sys.setswitchinterval(0.0005)  # attempts wait for their runners more than they compute
    threading.excepthook = lambda args: log.error("thread died", exc_info=args.exc_value)
    settings.prepare()
    asyncio.run(Server(settings).run())
