"""How an attempt reaches a judge, and how what the judge says comes back.

An attempt is in the database before it comes here. It waits in a bounded queue, which is fair between learners (see
fair_queue.py), until the judge has a free slot, is sent, and is heard of until its report is stored; only then do those
who wait for it learn that it is done. If the judge dies meanwhile, what was in its hands is sent again, each by itself,
so that one submission which kills judges takes no others with it. Whatever happens, an attempt ends: with a verdict,
cancelled, or as `judge_error`. All of this runs on the event loop; only the database is asked from threads.
"""

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError, OperationalError

from app import database, events
from app.attempts import Attempts
from app.errors import QueueFull, Unavailable
from app.events import Event
from app.fair_queue import FairQueue
from app.link import Link, Message
from app.models import Attempt
from app.settings import Settings

log = logging.getLogger("torchyard.dispatch")

MAX_TRIES = 3
LATER_SECONDS = 5.0  # how long a judge may take for what comes after its report
CANCEL_SECONDS = 5.0  # how long a judge may take to let go of a cancelled attempt
WATCH_SECONDS = 0.5
HEARTBEAT_SECONDS = 15.0


class Keeper(Protocol):
    """Who keeps a judge alive, if somebody here does."""

    def answered(self) -> None: ...
    def kill(self) -> None: ...


@dataclass(eq=False)
class Job:
    """An attempt on its way."""

    id: str
    learner: str
    order: dict[str, Any]  # what the judge is told
    tries: int = 0
    sent: bool = False
    running: bool = False
    place: tuple[int, bool] | None = None  # in the queue, and whether the judge was up, as it was told last
    cancelled_at: float | None = None
    since: float = field(default_factory=time.monotonic)  # when it began to wait
    sent_at: float = 0.0
    heard: float = 0.0  # when the judge last spoke of it
    told: list[Event] = field(default_factory=list)  # events of this try, for those who come late
    followers: set[asyncio.Queue[Event | None]] = field(default_factory=set)
    attempt: Attempt | None = None  # as it was stored in the end
    done: asyncio.Event = field(default_factory=asyncio.Event)
    ended_at: float = 0.0
    completing: bool = False
    complete: asyncio.Event = field(default_factory=asyncio.Event)  # what came after the report is stored too

    def tell(self, event: Event) -> None:
        for follower in self.followers:
            follower.put_nowait(event)


class Dispatcher:
    """The queue before the judge, and everybody who waits behind it."""

    def __init__(self, settings: Settings, attempts: Attempts, keeper: Keeper | None = None) -> None:
        self.size = settings.queue_size
        self.link = Link(settings.socket, self, keeper.kill if keeper else None)
        self.storage_trouble: str | None = None
        self._keeper = keeper
        self._settings = settings
        self._attempts = attempts
        # Where everybody is the same learner, there is nobody to be fair to.
        alone = settings.learners == "one"
        share, slots = (1.0, 0) if alone else (settings.learner_queue, settings.learner_slots)
        self._waiting: FairQueue[Job] = FairQueue(settings.queue_size, share, slots)
        self._sent: dict[str, Job] = {}
        self._jobs: dict[str, Job] = {}  # all that have not ended, the ones being stored included
        self._unfinished: dict[str, Job] = {}  # ended, but something is still to be added to their reports
        self._pace = 0.5  # seconds a slot needs for an attempt, a running mean
        self._tasks: set[asyncio.Task[Any]] = set()

    # Life

    async def start(self) -> None:
        """Take up what a previous life of the server left unfinished, and look for a judge."""
        interrupted: list[Job] = []
        for attempt in await asyncio.to_thread(self._attempts.unfinished):
            job = self._job(attempt)
            if job.tries >= MAX_TRIES:
                self._end(job, judge_error(f"It was interrupted {job.tries} times while it was judged."))
            elif job.tries:
                interrupted.append(job)
            else:
                self._waiting.put(job)
        for job in reversed(interrupted):
            self._waiting.give_back(job)
        self._spawn(self.link.run())
        self._spawn(self._watch())

    async def stop(self) -> None:
        """Let go of everything; what is unfinished stays so in the database, for the next start."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for job in self._jobs.values():
            for follower in job.followers:
                follower.put_nowait(None)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("A task of the dispatcher failed", exc_info=task.exception())

    # State

    @property
    def up(self) -> bool:
        """Whether a judge answers and may be used."""
        return self.link.up and self.refusal is None

    @property
    def refusal(self) -> str | None:
        """Why nothing may be judged here although a judge answers: strangers can reach it, and it confines nobody."""
        if self._settings.unsafe or self._settings.on_loopback or self.link.health is None:
            return None
        sandbox = self.link.health.get("sandbox") or {}
        if sandbox.get("seccomp") and sandbox.get("landlock"):
            return None
        return (
            "This host cannot confine a submission (seccomp and Landlock are needed), and the server listens "
            "beyond this machine, so nothing is judged. See /healthz for what is missing."
        )

    @property
    def slots(self) -> int:
        judge = (self.link.health or {}).get("judge") or {}
        slots = judge.get("slots")
        return max(1, slots) if isinstance(slots, int) else 1

    @property
    def devices(self) -> list[str]:
        """Devices that a learner may choose; none known while no judge answers."""
        judge = (self.link.health or {}).get("judge") or {}
        return [str(device) for device in judge.get("devices") or []]

    @property
    def torch(self) -> str | None:
        version = ((self.link.health or {}).get("judge") or {}).get("torch")
        return str(version) if version else None

    def load(self) -> dict[str, int]:
        return {"waiting": len(self._waiting), "running": len(self._sent), "size": self.size}

    def position(self, id: str) -> int | None:
        """How many wait before this attempt; None when it does not wait."""
        return next((place for place, job in enumerate(self._waiting) if job.id == id), None)

    # In

    @contextmanager
    def place(self, learner: str) -> Iterator[None]:
        """A place in the queue, held while the attempt is stored; raises when there is none for this learner."""
        if self.refusal is not None:
            raise Unavailable(self.refusal, code="sandbox_missing", title="Nothing is judged here")
        if not self._waiting.admits(learner):
            raise self._full(learner)
        self._waiting.reserve(learner)
        try:
            yield
        finally:
            self._waiting.release(learner)

    def _full(self, learner: str) -> QueueFull:
        seconds = max(1, min(60, math.ceil(len(self._waiting) * self._pace / self.slots)))
        if self._waiting.free:
            mine = self._waiting.waiting(learner)
            who = f"{mine} of your attempts are waiting already, which is your share of the queue,"
        else:
            who = f"{self.size} attempts are waiting already,"
        return QueueFull(
            f"{who} so this one was not sent. Your code is kept; try again in {seconds} "
            f"{'second' if seconds == 1 else 'seconds'}.",
            headers={"Retry-After": str(seconds)},
        )

    def enqueue(self, attempt: Attempt) -> None:
        """Take a stored attempt."""
        self._waiting.put(self._job(attempt))
        self._pump()

    def _job(self, attempt: Attempt) -> Job:
        order: dict[str, Any] = {
            "op": "judge",
            "id": attempt.id,
            "slug": attempt.problem,
            "code": attempt.code,
            "mode": attempt.mode,
            "device": attempt.device,
            "scratch": attempt.scratch,
        }
        if attempt.reveal:
            order["reveal"] = True  # hidden inputs are no secret to this learner any more
        job = self._jobs[attempt.id] = Job(attempt.id, attempt.learner, order, tries=attempt.tries)
        return job

    async def cancel(self, id: str) -> None:
        """Stop an attempt, whatever it is doing, and wait a little for the end of it."""
        job = self._jobs.get(id)
        if job is None:
            return
        if job in self._waiting:
            self._end(job, cancelled())
        elif job.sent and job.cancelled_at is None:
            job.cancelled_at = time.monotonic()
            self.link.send({"op": "cancel", "id": id})
        await self.wait(id, CANCEL_SECONDS + 2 * WATCH_SECONDS)

    def _pump(self) -> None:
        """Send as much as the judge takes."""
        while self.up and len(self._sent) < self.slots and (job := self._next()) is not None:
            job.tries += 1
            job.sent, job.running = True, False
            job.sent_at = job.heard = time.monotonic()
            self._sent[job.id] = job
            self.link.send(job.order)
        self._tell_places()

    def _next(self) -> Job | None:
        # Who was in the hands of a judge that died may be the reason: they are judged alone.
        if self._sent and (self._waiting.interrupted or any(job.tries > 1 for job in self._sent.values())):
            return None
        return self._waiting.take(Counter(job.learner for job in self._sent.values()), self._has_slot)

    def _has_slot(self, job: Job) -> bool:
        """Whether the device that a job runs on is free: a GPU that is busy must not hold up those who want the CPU."""
        slots = ((self.link.health or {}).get("judge") or {}).get("slots_on") or {}
        if not slots.get("cuda"):
            return True
        wants_gpu = job.order["device"] != "cpu"
        taken = sum((other.order["device"] != "cpu") == wants_gpu for other in self._sent.values())
        free: bool = taken < slots["cuda" if wants_gpu else "cpu"]
        return free

    def _tell_places(self) -> None:
        """Tell those who follow a waiting attempt what is news to them."""
        if not any(job.followers for job in self._jobs.values()):
            return
        for place, job in enumerate(self._waiting):
            if job.followers and job.place != (place, self.up):
                job.place = (place, self.up)
                job.tell(self._queued(place))

    def _queued(self, place: int) -> Event:
        up = self.up
        sentence = "" if up else self.refusal or "The judge does not answer. Your attempt is kept until it is back."
        return Event("queued", {"position": place, "judge": "up" if up else "down", "sentence": sentence})

    # Back

    def link_up(self, health: Message) -> None:
        if self._keeper is not None:
            self._keeper.answered()
        if self.refusal is not None:
            log.critical(self.refusal)
        self._pump()
        self._tell_places()

    def link_down(self) -> None:
        """Everything in the judge's hands goes back to the head of the queue, or ends if that happened too often."""
        for id in list(self._unfinished):
            self._complete(id, None)
        for job in reversed(list(self._sent.values())):
            if job.cancelled_at is not None:
                self._end(job, cancelled())
            elif job.tries >= MAX_TRIES:
                self._end(job, judge_error(f"The judge died {job.tries} times while it had this attempt."))
            else:
                del self._sent[job.id]
                job.sent, job.running, job.place, job.since = False, False, None, time.monotonic()
                job.told.clear()
                self._waiting.give_back(job)
        self._tell_places()

    def link_message(self, message: Message) -> None:
        if message.get("type") == "later":
            self._complete(str(message.get("id")), message.get("found"))
            return
        job = self._sent.get(str(message.get("id")))
        if job is None:
            return
        job.heard = time.monotonic()
        match message.get("type"):
            case "event":
                self._hear(job, message.get("event"))
            case "done":
                report = message.get("report")
                self._end(job, report if isinstance(report, dict) else judge_error("It answered without a report."))
            case "error":
                self._end(job, judge_error(str(message.get("message") or "It refused the attempt.")))

    def _hear(self, job: Job, event: object) -> None:
        match event:
            case {"kind": "started"}:
                if not job.running:
                    job.running = True
                    self._spawn(self._store_begin(job.id, job.tries))
                    self._note(job, events.started(job.tries))
            case {"kind": "case", "index": int(index), "total": int(total), "case": dict(result)}:
                self._note(job, events.case(job.tries, index, total, result))

    def _note(self, job: Job, event: Event) -> None:
        job.told.append(event)
        job.tell(event)

    def _end(self, job: Job, report: dict[str, Any]) -> None:
        """It is over for the judge; for everybody else once the report is stored."""
        if self._sent.pop(job.id, None) is not None:
            self._pace += 0.1 * (time.monotonic() - job.sent_at - self._pace)
        self._waiting.remove(job)
        job.sent = job.running = False
        if events.is_sought(report):
            job.ended_at = time.monotonic()
            self._unfinished[job.id] = job
        self._spawn(self._store_end(job, report))
        self._pump()

    def _complete(self, id: str, found: object) -> None:
        """What was still sought of an attempt that has ended came, or never will."""
        if (job := self._unfinished.get(id)) is not None and not job.completing:
            job.completing = True
            self._spawn(self._store_later(job, found))

    async def _store_begin(self, id: str, tries: int) -> None:
        try:
            await asyncio.to_thread(self._attempts.begin, id, tries)
        except DBAPIError as error:
            log.warning("That attempt %s runs could not be stored: %s", id, error.orig)

    async def _store_end(self, job: Job, report: dict[str, Any]) -> None:
        """Store the report, however long the database is locked: nobody hears of an end that is not kept."""
        pause = 0.1
        while True:
            try:
                job.attempt = await asyncio.to_thread(self._attempts.finish, job.id, report, job.tries)
                break
            except OperationalError as error:  # it is locked, the disk is full …: that passes
                self.storage_trouble = f"{database.trouble(error).sentence}, so reports wait to be stored."
                log.warning("The report of %s could not be stored yet: %s", job.id, error.orig)
            except Exception:  # it is the report that no database takes
                log.exception("The report of %s cannot be stored", job.id)
                report = judge_error("The judge answered with a report that cannot be stored.")
            await asyncio.sleep(pause)
            pause = min(5.0, 2 * pause)
        self.storage_trouble = None
        self._jobs.pop(job.id, None)
        job.done.set()
        for follower in job.followers:
            follower.put_nowait(None)

    async def _store_later(self, job: Job, found: object) -> None:
        await job.done.wait()
        try:
            await asyncio.to_thread(self._attempts.complete, job.id, found)
        except DBAPIError as error:  # the report is kept without it
            log.warning("What was found later of %s could not be stored: %s", job.id, error.orig)
        self._unfinished.pop(job.id, None)
        job.complete.set()

    # Out

    async def completion(self, id: str) -> None:
        """Until the report of an attempt that is done holds all that it will ever hold."""
        if (job := self._unfinished.get(id)) is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(job.complete.wait(), 2 * LATER_SECONDS)

    async def wait(self, id: str, seconds: float, learner: str | None = None) -> Attempt | None:
        """Until the attempt is done and stored, at most so long; the attempt, if it is then. With a learner, only if it
        is theirs."""
        job = self._jobs.get(id)
        if job is None or learner not in (None, job.learner):
            return None
        with suppress(TimeoutError):
            await asyncio.wait_for(job.done.wait(), seconds)
        return job.attempt

    async def follow(self, id: str, last: str | None = None) -> AsyncIterator[Event | None]:
        """What happens to an attempt from here on, after what was told already; None when nothing does for a while.

        Ends when the attempt is done, at once if it is.
        """
        job = self._jobs.get(id)
        if job is None:
            return
        inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        job.followers.add(inbox)
        try:
            # Taken before the first pause: whatever is told from here on arrives in the inbox.
            told, place = list(job.told), self.position(id)
            if place is not None:
                yield self._queued(place)
            for event in events.after(told, last):
                yield event
            while not job.done.is_set():
                try:
                    event_or_end = await asyncio.wait_for(inbox.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield None
                    continue
                if event_or_end is None:
                    return
                yield event_or_end
        finally:
            job.followers.discard(inbox)

    # Care

    async def _watch(self) -> None:
        """End what would otherwise wait for ever."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            now = time.monotonic()
            for job in list(self._sent.values()):
                if job.cancelled_at is not None and now - job.cancelled_at > CANCEL_SECONDS:
                    self._end(job, cancelled())
                elif now - job.heard > self._settings.judge_silence:
                    self.link.send({"op": "cancel", "id": job.id})
                    seconds = self._settings.judge_silence
                    self._end(job, judge_error(f"The judge said nothing about it for {seconds:g} seconds."))
            for job in list(self._unfinished.values()):
                if now - job.ended_at > LATER_SECONDS:
                    self._complete(job.id, None)
            if not self.up:
                patience = self._settings.judge_patience
                for job in list(self._waiting):
                    if now - max(job.since, self.link.down_since) > patience:
                        self._end(job, judge_error(f"No judge answered for {patience:g} seconds."))


def judge_error(what: str) -> dict[str, Any]:
    """The report of an attempt that could not be judged."""
    sentence = f"{what} This is not about your code: it is kept, and you can hand it in again."
    return {"verdict": "judge_error", "sentence": sentence, "cases": [], "passed": 0, "total": 0, "error": None}


def cancelled() -> dict[str, Any]:
    """The report of an attempt that was called back."""
    return {"verdict": None, "sentence": "You cancelled this attempt.", "cancelled": True, "cases": []}
