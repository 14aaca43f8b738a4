"""What every request passes before a route sees it. Refusals are raised here and rendered in one place."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import AppError, BadRequest, Forbidden, TooLarge, WrongType

log = logging.getLogger("torchyard.web")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A client that is still sending does not read: it gets its answer if what it sends is at all within reason.
DRAIN_LIMIT = 32 * 1024 * 1024

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Headers of every answer, and a nonce for the styles of this one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["csp_nonce"] = nonce

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
                for name, value in FIXED_HEADERS.items():
                    headers[name] = value
                # Pages and answers are about one learner, now.
                headers.setdefault(
                    "Cache-Control", "no-store" if scope["path"].startswith("/api") else "private, no-cache"
                )
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Errors:
    """Renders what the middleware inside raises, and what nobody expected."""

    def __init__(self, app: ASGIApp, render: Callable[[Request, AppError], Awaitable[Response]]) -> None:
        self.app = app
        self.render = render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except AppError as error:
            refusal = error
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if begun:
                raise
            refusal = AppError(
                "The server failed at this; the log says where. Your drafts and attempts are as they were."
            )
        else:
            return
        response = await self.render(Request(scope), refusal)
        await response(scope, receive, send)


class KnownHost:
    """Answers only under its own names: a foreign page cannot reach a server at home by renaming it."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "*" not in self.hosts:
            host = host_name(Headers(scope=scope).get("host", ""))
            if host not in self.hosts:
                raise BadRequest(
                    f"This server is not known as {host or 'nothing'}. "
                    "Whoever runs it can add the name to TORCHYARD_ALLOWED_HOSTS.",
                    code="unknown_host",
                )
        await self.app(scope, receive, send)


def host_name(header: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


class SameOrigin:
    """Changes come from our own pages, or from programs, which send no such headers; and they come as JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            foreign = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
            if foreign or headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
                raise Forbidden("This request comes from another site, so it was not obeyed.", code="cross_site")
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
            if kind != "application/json" and (kind or has_body):
                raise WrongType("Send JSON, with the header Content-Type: application/json.")
        await self.app(scope, receive, send)


class BodyLimit:
    """Takes in a request's body up to a limit; what is too long is never kept, and answered without being parsed."""

    def __init__(self, app: ASGIApp, limit: int, refuse: Callable[[int], TooLarge]) -> None:
        self.app = app
        self.limit = limit
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        parts: list[bytes] = []
        size = 0
        announced = Headers(scope=scope).get("content-length", "")
        announced_size = int(announced) if announced.isdecimal() and len(announced) < 16 else 0
        while announced_size <= DRAIN_LIMIT:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client has gone
            size += len(message.get("body", b""))
            if size <= self.limit:
                parts.append(message.get("body", b""))
            if size > DRAIN_LIMIT or not message.get("more_body", False):
                break
        size = max(size, announced_size)
        if size > self.limit:
            parts.clear()
            raise self.refuse(size)
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": b"".join(parts), "more_body": False}

        await self.app(scope, replay, send)
