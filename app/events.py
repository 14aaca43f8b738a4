"""What a browser hears about an attempt while it is judged, as server-sent events.

The identities are a function of the try and the place within it, so that a browser which lost its connection can
go on after the last event it has seen, even when the attempt is done and the events are told from its report.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

DONE = "done"


@dataclass(frozen=True)
class Event:
    """One event: a name, what it says, and its identity if it may be asked for again."""

    name: str
    data: dict[str, Any]
    id: str | None = None

    def encode(self) -> bytes:
        """The event as it goes over the wire."""
        identity = f"id: {self.id}\n" if self.id is not None else ""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return f"{identity}event: {self.name}\ndata: {text}\n\n".encode()


# A comment now and then keeps proxies from cutting a silent stream, and shows us who has gone.
HEARTBEAT = b": still here\n\n"


def started(tries: int) -> Event:
    return Event("started", {"tries": tries}, f"{tries}-0")


def case(tries: int, index: int, total: int, result: dict[str, Any]) -> Event:
    return Event("case", {"index": index, "total": total, "case": result}, f"{tries}-{index + 1}")


def done(tries: int, attempt: dict[str, Any]) -> Event:
    return Event(DONE, attempt, f"{tries}-{DONE}")


def is_sought(report: dict[str, Any] | None) -> bool:
    """Whether the judge still looks for something that the report has a place for: it is told after `done`."""
    return bool(_sought(report or {}))


def _sought(report: dict[str, Any]) -> dict[str, Any]:
    """What of a report is still to come, and what it is where nothing does."""
    found, chart = (_object(report.get(name)) for name in ("counterexample", "stability"))
    missing: dict[str, Any] = {"counterexample": None} if found.get("status") == "sought" else {}
    return missing | ({"stability": {**chart, "shown": []}} if chart.get("shown", ()) is None else {})


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def completed(report: dict[str, Any], found: object) -> dict[str, Any]:
    """The report with what was found of it later."""
    missing = _sought(report)
    return report | missing | {name: value for name, value in _object(found).items() if value and name in missing}


def later(report: dict[str, Any] | None) -> Event:
    """The one event that may come after `done`; without an identity, since nobody has to hear it."""
    return Event("later", {name: (report or {}).get(name) for name in ("counterexample", "stability")})


def retold(tries: int, report: dict[str, Any] | None) -> Iterator[Event]:
    """The events of an attempt that is over, told from its report."""
    cases = (report or {}).get("cases")
    if not isinstance(cases, list) or not cases:
        return
    yield started(tries)
    for index, result in enumerate(cases):
        yield case(tries, index, len(cases), result)


def after(events: Iterable[Event], last: str | None) -> Iterator[Event]:
    """The events that come after the last one seen; all of them when that one was of an earlier try."""
    seen = _place(last)
    for event in events:
        place = _place(event.id)
        if seen is None or place is None or place[0] != seen[0] or place[1] > seen[1]:
            yield event


def is_end(last: str | None) -> bool:
    """Whether a browser that has seen this event has seen all."""
    return last is not None and last.endswith(f"-{DONE}")


def _place(identity: str | None) -> tuple[int, int] | None:
    tries, _, place = (identity or "").partition("-")
    if tries.isdecimal() and place.isdecimal() and len(identity or "") < 20:
        return int(tries), int(place)
    return None
