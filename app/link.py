"""The connection to the judge: JSON lines over a Unix socket, made again for as long as the server lives."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from pydantic_core import from_json

log = logging.getLogger("torchyard.judge")

Message = dict[str, Any]

LINE_LIMIT = 64 * 1024 * 1024  # a report with many previews is large; more than this is no report
GREETING_SECONDS = 30.0  # a judge says how it is when somebody connects, if torch leaves it the time
PING_SECONDS = 5.0
SILENCE_SECONDS = 30.0
RETRY_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


class Listener(Protocol):
    """Who hears what happens on the link."""

    def link_up(self, health: Message) -> None: ...
    def link_down(self) -> None: ...
    def link_message(self, message: Message) -> None: ...


class Link:
    """One connection at a time, kept up by `run`. `health` is what the judge last said; None while it is away."""

    def __init__(self, path: Path, listener: Listener, on_silence: Callable[[], None] | None = None) -> None:
        self.path = path
        self.health: Message | None = None
        self._listener = listener
        self._on_silence = on_silence
        self._writer: asyncio.StreamWriter | None = None
        self._health_waiters: list[asyncio.Future[Message]] = []
        self._case_waiters: dict[str, asyncio.Future[Message]] = {}
        self.down_since = time.monotonic()

    @property
    def up(self) -> bool:
        return self.health is not None

    async def run(self) -> None:
        """Connect, listen until the connection breaks, and begin again."""
        failures = 0
        while True:
            try:
                reader, writer = await asyncio.open_unix_connection(str(self.path), limit=LINE_LIMIT)
            except OSError:
                # Normal while a judge starts: it has torch to import first.
                await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                failures += 1
                continue
            self._writer = writer
            try:
                await self._listen(reader)
            except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError) as error:
                log.warning("The connection to the judge broke: %s", str(error) or type(error).__name__)
            except Exception:  # an answer that nobody foresaw; without this, no judge would ever be asked again
                log.exception("The connection to the judge broke")
            finally:
                failures = 0 if self.up else failures + 1
                self._break()
                with suppress(OSError):
                    writer.close()
            await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        greeting = parse(await asyncio.wait_for(_line(reader), GREETING_SECONDS))
        if greeting.get("type") != "health":
            raise ValueError("it did not greet with its health")
        self.health = greeting
        self._listener.link_up(greeting)
        heard = time.monotonic()
        while True:
            try:
                line = await asyncio.wait_for(_line(reader), PING_SECONDS)
            except TimeoutError:
                if time.monotonic() - heard > SILENCE_SECONDS:
                    if self._on_silence is not None:
                        self._on_silence()
                    raise TimeoutError(f"it has not answered for {SILENCE_SECONDS:.0f} seconds") from None
                self.send({"op": "health"})
                continue
            heard = time.monotonic()
            self._receive(parse(line))

    def _receive(self, message: Message) -> None:
        kind = message.get("type")
        if kind == "health":
            self.health = message
            for waiter in self._health_waiters:
                if not waiter.done():
                    waiter.set_result(message)
            self._health_waiters.clear()
        elif kind == "cases":
            case_waiter = self._case_waiters.pop(str(message.get("slug")), None)
            if case_waiter is not None and not case_waiter.done():
                case_waiter.set_result(message)
        self._listener.link_message(message)

    def _break(self) -> None:
        was_up = self.up
        self._writer = None
        self.health = None
        for waiter in self._health_waiters:
            waiter.cancel()
        for case_waiter in self._case_waiters.values():
            case_waiter.cancel()
        self._health_waiters.clear()
        self._case_waiters.clear()
        if was_up:
            self.down_since = time.monotonic()
            self._listener.link_down()

    def send(self, message: Message) -> None:
        """Write one message; into the void when nobody is there (what is lost is sent again on `link_up`)."""
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(json.dumps(message).encode() + b"\n")

    async def ask_health(self, seconds: float) -> Message | None:
        """How the judge is right now; None when it does not answer in time."""
        if not self.up:
            return None
        waiter: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._health_waiters.append(waiter)
        self.send({"op": "health"})
        return await _in_time(waiter, seconds)

    async def ask_cases(self, slug: str, seconds: float) -> Message | None:
        """The public cases of a problem with their inputs and expected values."""
        if not self.up:
            return None
        waiter = self._case_waiters.get(slug)
        if waiter is None:
            waiter = self._case_waiters[slug] = asyncio.get_running_loop().create_future()
            self.send({"op": "cases", "slug": slug})
        return await _in_time(waiter, seconds)


async def _in_time(waiter: asyncio.Future[Message], seconds: float) -> Message | None:
    """The answer, or None. Several may wait for the same one, so nobody's impatience may cancel it."""
    done, _ = await asyncio.wait({waiter}, timeout=seconds)
    return waiter.result() if done and not waiter.cancelled() else None


async def _line(reader: asyncio.StreamReader) -> bytes:
    line = await reader.readline()
    if not line.endswith(b"\n"):
        raise ConnectionResetError("it hung up")
    return line


def parse(line: bytes) -> Message:
    """One message, with all that JSON's strict readers and a database refuse made harmless."""
    try:
        message = from_json(line, allow_inf_nan=False)
    except ValueError:  # it has what is no strict JSON
        message = _parse_leniently(line)
    if not isinstance(message, dict):
        raise ValueError("it sent something that is not an object")
    return message


def _parse_leniently(line: bytes) -> Any:
    message = json.loads(line, parse_constant={"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}.__getitem__)
    # Half of a surrogate pair is legal in JSON's escapes, but is no text; whole pairs are common and fine.
    return _without_half_pairs(message) if b"\\ud" in line.lower() else message


def _without_half_pairs(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_without_half_pairs(entry) for entry in value]
    if isinstance(value, dict):
        return {_without_half_pairs(key): _without_half_pairs(entry) for key, entry in value.items()}
    return value
