"""Templates, and the words they use: times, durations and names as people say them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from app.assets import Assets
from app.dispatch import Dispatcher
from app.settings import Settings

VERDICT_WORDS = {"forbidden_api": "Forbidden"}
STATUS_WORDS = {"new": "To do", "tried": "Tried", "solved": "Solved", "given_up": "Given up"}


class Templates:
    """Renders `templates/` with what every page needs."""

    def __init__(self, folder: Path, assets: Assets, dispatcher: Dispatcher, settings: Settings, version: str) -> None:
        self._dispatcher = dispatcher
        self._settings = settings
        self._version = version
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Jinja sorts keys otherwise: a map's columns would stand in the order of their names.
        self.environment.policies["json.dumps_kwargs"] = {}
        self.environment.filters |= {
            "ago": ago,
            "clock": clock,
            "seconds": seconds,
            "plural": plural,
            "verdict_word": verdict_word,
            "status_word": lambda status: STATUS_WORDS.get(status, status),
            "difficulty_word": str.capitalize,
            "topic_word": topic_word,
        }
        self.environment.globals["asset"] = assets.url

    def render(self, request: Request, name: str, **context: Any) -> str:
        """One page."""
        shared = {
            "request": request,
            "csp_nonce": request.scope["state"]["csp_nonce"],
            "version": self._version,
            "torch": self._dispatcher.torch,
            "devices": self._dispatcher.devices,
            "judge_up": self._dispatcher.up,
            "banner": self._banner(),
            "learners": self._settings.learners,
        }
        return self.environment.get_template(name).render(shared | context)

    def _banner(self) -> dict[str, str] | None:
        if self._settings.unsafe:
            text = "Submissions run here without full confinement (TORCHYARD_UNSAFE is set). Run only code you trust."
            return {"kind": "unsafe", "text": text}
        refusal = self._dispatcher.refusal
        return {"kind": "sandbox", "text": refusal} if refusal is not None else None


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long ago something was, no more exactly than anybody cares."""
    now = now or datetime.now(UTC)
    passed = (now - moment).total_seconds()
    if passed < 60:
        return "just now"
    if passed < 3600:
        return plural(int(passed // 60), "minute") + " ago"
    days = (now.date() - moment.date()).days
    if passed < 12 * 3600 or days == 0:
        return plural(int(passed // 3600), "hour") + " ago"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    return f"{moment.day} {moment:%b %Y}"


def clock(moment: datetime) -> str:
    """A moment for machines: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds(value: float | None) -> str:
    """A duration with the unit that suits it."""
    if value is None:
        return ""
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    if value < 0.01:
        return f"{value * 1e3:.1f} ms"
    if value < 1:
        return f"{value * 1e3:.0f} ms"
    return f"{value:.1f} s"


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def verdict_word(verdict: str | None) -> str:
    if verdict is None:
        return "Cancelled"
    return VERDICT_WORDS.get(verdict, verdict.replace("_", " ").capitalize())


def topic_word(topic: str) -> str:
    return topic[:1].upper() + topic[1:]
