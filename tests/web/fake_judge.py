"""A judge that judges nothing: it speaks the socket protocol and does what the submitted code tells it to.

Used where the judge is not the point: what the web side does when a judge is slow, dies, hangs or talks nonsense.
"""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

FULL = {"level": "full", "seccomp": True, "landlock": 7, "namespaces": ["user", "pid"], "missing": []}
NONE = {"level": "none", "seccomp": False, "landlock": 0, "namespaces": [], "missing": ["No seccomp here."]}

FOUND = {"status": "found", "case": "one", "check": "forward", "text": "1 number.", "code": "print(1)\n"}


def case(name: str, status: str = "passed") -> dict[str, Any]:
    return {"name": name, "public": True, "status": status, "seconds": 0.001, "sentence": "", "checks": []}


def report(verdict: str = "accepted", **more: Any) -> dict[str, Any]:
    status = "passed" if verdict == "accepted" else "failed"
    return {
        "verdict": verdict,
        "sentence": "All cases pass." if verdict == "accepted" else "The first case fails.",
        "passed": 3 if verdict == "accepted" else 0,
        "total": 3,
        "cases": [case(f"case {index}", status) for index in range(3)],
        "cost": {"wall": 0.014},
    } | more


class FakeJudge:
    """Listens in a thread of its own from `start` to `stop`, as often as you like."""

    def __init__(self, path: Path, *, slots: int = 2, sandbox: dict[str, Any] = FULL) -> None:
        self.path = path
        self.slots = slots
        self.gpus = 0
        self.sandbox = sandbox
        self.received: list[dict[str, Any]] = []
        self.most_at_once = 0
        self.deaths = 0
        self.healthy = True
        self._held: dict[str, asyncio.StreamWriter] = {}
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def orders(self, op: str = "judge") -> list[dict[str, Any]]:
        return [message for message in self.received if message["op"] == op]

    # Life

    def start(self) -> "FakeJudge":
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(5)
        return self

    def stop(self) -> None:
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(5)
        self._loop = self._thread = None

    async def _live(self, ready: threading.Event) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self.path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, str(self.path), limit=2**26)
        ready.set()
        await self._stopping.wait()
        server.close()
        self._hang_up()
        await asyncio.sleep(0.01)
        self.path.unlink(missing_ok=True)

    def _hang_up(self) -> None:
        self._held.clear()
        for writer in list(self._writers):
            writer.transport.abort()
        self._writers.clear()

    def finish(self, id: str, answer: dict[str, Any] | None = None) -> None:
        """Let go of an attempt that hangs."""
        assert self._loop is not None
        done = {"type": "done", "id": id, "report": answer or report()}

        def tell() -> None:
            _send(self._held.pop(id), done)

        self._loop.call_soon_threadsafe(tell)

    # Work

    def health(self) -> dict[str, Any]:
        judge = {"status": "ok", "pid": 1, "torch": "2.13.0", "slots": self.slots, "devices": ["cpu"], "spares": 0}
        if self.gpus:
            judge |= {"slots": self.slots + self.gpus, "slots_on": {"cpu": self.slots, "cuda": self.gpus}}
            judge["devices"] = ["cpu", "cuda"]
        return {"type": "health", "judge": judge, "sandbox": self.sandbox, "problems": {}}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        if not self.healthy:
            await asyncio.sleep(3600)
        _send(writer, self.health())
        while line := await _line(reader):
            message = json.loads(line)
            self.received.append(message)
            match message["op"]:
                case "health":
                    if self.healthy:
                        _send(writer, self.health())
                case "cancel":
                    if self._held.pop(message["id"], None) is not None:
                        cancelled = report(None, cancelled=True)  # type: ignore[arg-type]
                        _send(writer, {"type": "done", "id": message["id"], "report": cancelled})
                case "cases":
                    public = [{"name": "one", "call": "double(x)", "input": [], "expected": []}]
                    told = {"cases": public, "hidden": 5, "stability": None}
                    _send(writer, {"type": "cases", "slug": message["slug"], **told})
                case "judge":
                    await self._judge(message, writer)
        self._writers.discard(writer)
        writer.close()

    async def _judge(self, message: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        id, code = message["id"], message["code"]
        if code == "mute":
            return
        if code == "garbage":
            writer.write(b"this is not JSON\n")
            return
        if code == "refuse":
            _send(writer, {"type": "error", "id": id, "message": "The judge knows no such problem."})
            return
        _send(writer, {"type": "event", "id": id, "event": {"kind": "started"}})
        if code == "die" or (code == "die once" and not self.deaths):
            self.deaths += 1
            await asyncio.sleep(0.02)
            self._hang_up()
            return
        if code == "hang":
            self._held[id] = writer
            self.most_at_once = max(self.most_at_once, len(self._held))
            return
        if code == "no report":
            _send(writer, {"type": "done", "id": id})
            return
        if code == "not numbers":
            text = json.dumps({"type": "done", "id": id, "report": report(max_abs=float("nan"), note="MARK")})
            writer.write(text.replace("MARK", "\\ud800 \\ud83d\\ude00 \\u0000").encode() + b"\n")
            return
        final = report("wrong_answer" if code == "wrong" else "accepted")
        for index, result in enumerate(final["cases"]):
            event = {"kind": "case", "index": index, "total": 3, "case": result}
            _send(writer, {"type": "event", "id": id, "event": event})
        if code == "slow":
            self._held[id] = writer
            return
        if code.startswith("sought"):
            final |= {"counterexample": {"status": "sought"}}
        _send(writer, {"type": "done", "id": id, "report": final})
        if code == "sought":
            await asyncio.sleep(0.1)
            _send(writer, {"type": "later", "id": id, "found": {"counterexample": FOUND, "stability": None}})
        if code == "sought in vain":
            _send(writer, {"type": "later", "id": id, "found": {"counterexample": None}})
        if code == "sought, dies":
            self._hang_up()


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ConnectionError:
        return b""


def _send(writer: asyncio.StreamWriter, message: dict[str, Any]) -> None:
    writer.write(json.dumps(message).encode() + b"\n")
