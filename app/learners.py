"""Who is learning. Alone at home everybody is the same learner; in a class each browser is its own.

In cookie mode a browser holds a random token that no script can read; the database knows only its hash, so that
a copy of the database lets nobody pose as somebody else.
"""

import hashlib
import re
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Literal

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "torchyard_learner"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
YEAR = 365 * 24 * 3600
ONLY_LEARNER = "one"


def identify(token: str) -> str:
    """The name under which the owner of a token is known here."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def learner_of(request: HTTPConnection) -> str:
    """Who sent this request."""
    learner: str = request.scope["state"]["learner"]
    return learner


class LearnerMiddleware:
    """Puts the learner into the request's state, and in cookie mode greets a new browser with a token."""

    def __init__(self, app: ASGIApp, mode: Literal["one", "cookie"]) -> None:
        self.app = app
        self.mode = mode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        if self.mode == "one":
            state["learner"] = ONLY_LEARNER
            await self.app(scope, receive, send)
            return

        token = _token(Headers(scope=scope).get("cookie", ""))
        fresh = token or secrets.token_urlsafe(32)
        state["learner"] = identify(fresh)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure = "; Secure" if scope.get("scheme") == "https" else ""
                cookie = f"{COOKIE}={fresh}; Max-Age={YEAR}; Path=/; HttpOnly; SameSite=Lax{secure}"
                MutableHeaders(raw=message["headers"]).append("set-cookie", cookie)
            await send(message)

        # Files and probes belong to nobody; a shared cache must never keep somebody's token beside them.
        anonymous = scope["path"].startswith("/static/") or scope["path"] == "/healthz"
        await self.app(scope, receive, send if token or anonymous else send_with_cookie)


def _token(header: str) -> str | None:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found is not None and TOKEN.fullmatch(found.value) else None
