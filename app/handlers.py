"""One way out for every error: a sentence for people in a page, or beside a code for machines in JSON."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from jinja2 import TemplateError
from markupsafe import escape
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.database import BUSY, trouble
from app.errors import AppError, Invalid, NotFound, Unavailable
from app.services import services_of

log = logging.getLogger("torchyard.web")


def for_machines(request: Request) -> bool:
    path = request.url.path
    return path == "/api" or path.startswith("/api/") or path == "/healthz"


async def render_error(request: Request, error: AppError) -> Response:
    """The answer that an error carries."""
    if for_machines(request):
        content = {"error": {"code": error.code, "message": error.message, **error.extra}}
        return JSONResponse(content, error.status, error.headers)
    context = {
        "status": error.status,
        "code": error.code,
        "title": error.title,
        "message": error.message,
        "suggestions": [{"title": title, "url": url} for title, url in error.suggestions],
    }
    try:
        html = services_of(request).templates.render(request, "error.html", page="error", **context)
    except (TemplateError, OSError):
        # The page about what broke must not be what breaks.
        log.exception("error.html cannot be drawn")
        html = f"<!doctype html><title>{escape(error.title)}</title><h1>{escape(error.title)}</h1>" + (
            f"<p>{escape(error.message)}</p>"
        )
    return HTMLResponse(html, error.status, error.headers)


def translate(request: Request, error: Exception) -> AppError:
    """Errors of the libraries, said in our words."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, DBAPIError):
        return _of_database(request, error)
    if isinstance(error, HTTPException):
        return _of_framework(request, error)
    raise error


def _of_database(request: Request, error: DBAPIError) -> AppError:
    """What could not be stored or read, what is safe, and what to do."""
    log.error("The database failed at %s %s: %s", request.method, request.url.path, error.orig)
    what = trouble(error)
    if request.method in ("GET", "HEAD"):
        then = "so this cannot be shown. Nothing was changed"
    else:
        then = "so this was not stored. What was stored before is safe, and your code is still in the editor"
    now = "try again in a moment" if what is BUSY else "whoever runs the server must look; then try again"
    return Unavailable(
        f"{what.sentence}, {then}; {now}.", code=what.code, headers={"Retry-After": f"{what.retry_after}"}
    )


def _of_framework(request: Request, error: HTTPException) -> AppError:
    if error.status_code == 404:
        return NotFound(f"There is nothing at {request.url.path}.")
    phrase = HTTPStatus(error.status_code).phrase
    translated = AppError(f"{error.detail}.", code=phrase.lower().replace(" ", "_"), title=phrase)
    translated.headers = dict(error.headers or {})
    translated.status = error.status_code
    if error.status_code == 405:
        allowed = translated.headers.get("Allow", "").replace(",", " and")
        translated.message = f"{request.method} does not work here" + (f"; {allowed} would." if allowed else ".")
    return translated


def _invalid(error: RequestValidationError) -> Invalid:
    """The first thing that is wrong, in a sentence that names the field."""
    first: dict[str, Any] = dict(error.errors()[0])
    kind, where = str(first["type"]), [str(part) for part in first["loc"]]
    if kind == "json_invalid":
        reason = first.get("ctx", {}).get("error", "it ends too early")
        return Invalid(f"The body is not valid JSON: {reason} at character {where[-1]}.", code="malformed_json")
    field = ".".join(where[1:])
    if not field:
        return Invalid("The body must be a JSON object.", code="malformed_json" if kind != "missing" else None)
    place = {"query": "The query parameter", "path": "The part of the address"}.get(where[0], "The field")
    if kind == "missing":
        return Invalid(f"{place} {field!r} is missing.")
    if kind == "extra_forbidden":
        return Invalid(f"{place} {field!r} is not known here.")
    if kind == "string_unicode":
        return Invalid(f"{place} {field!r} holds half of a character, which is no text.", code="not_text")
    reason = str(first["msg"]).removeprefix("Value error, ")
    return Invalid(f"{place} {field!r} cannot be used: {reason[:1].lower()}{reason[1:]}.")


def install(app: FastAPI) -> None:
    """Make every kind of error end in `render_error`."""

    async def handle(request: Request, error: Exception) -> Response:
        return await render_error(request, translate(request, error))

    handler: Callable[[Request, Exception], Awaitable[Response]] = handle
    for kind in (AppError, HTTPException, RequestValidationError, DBAPIError):
        app.add_exception_handler(kind, handler)
