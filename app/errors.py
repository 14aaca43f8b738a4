"""Errors that a person can act on: each carries a status, a code for machines and a sentence for people."""

from collections.abc import Mapping, Sequence
from typing import Any


class AppError(Exception):
    """An answer other than the one asked for. One handler renders all of them (see `handlers.py`)."""

    status = 500
    code = "internal_error"
    title = "Something broke on our side"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        title: str | None = None,
        headers: Mapping[str, str] | None = None,
        suggestions: Sequence[tuple[str, str]] = (),
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.title = title or self.title
        self.headers = dict(headers or {})
        self.suggestions = list(suggestions)
        self.extra = dict(extra or {})


class BadRequest(AppError):
    status, code, title = 400, "bad_request", "This request makes no sense here"


class Forbidden(AppError):
    status, code, title = 403, "forbidden", "Not allowed"


class NotFound(AppError):
    status, code, title = 404, "not_found", "There is nothing here"


class Conflict(AppError):
    status, code, title = 409, "conflict", "Somebody was faster"


class TooLarge(AppError):
    status, code, title = 413, "too_large", "That is too much at once"


class WrongType(AppError):
    status, code, title = 415, "json_only", "Only JSON is understood here"


class Invalid(AppError):
    status, code, title = 422, "invalid_field", "Something is missing or wrong"


class QueueFull(AppError):
    status, code, title = 429, "queue_full", "The queue is full"


class Unavailable(AppError):
    status, code, title = 503, "unavailable", "Not now"
