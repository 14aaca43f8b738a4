"""The HTTP contract for programs: problems, attempts with their events, drafts, hints, the reference, health."""

import asyncio
import math
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from app import __version__, events, markdown, views
from app.attempts import Standing
from app.catalog import Problem
from app.drafts import DraftMoved
from app.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from app.learners import learner_of
from app.models import Attempt
from app.schemas import (
    Accepted,
    AttemptAnswer,
    AttemptPage,
    DraftAnswer,
    DraftBody,
    ErrorAnswer,
    Health,
    HintsAnswer,
    ProblemAnswer,
    ProblemList,
    ReferenceAnswer,
    StatusAnswer,
    Submission,
)
from app.services import Services, services_of

LONGEST_WAIT = 60.0
PAGE_SIZE = 20
HEALTH_SECONDS = 2.0


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a call may answer with, for the description."""
    return {status: {"model": ErrorAnswer} for status in statuses}


router = APIRouter(responses=refusals(400))


# Dependencies that only look something up are `async`: FastAPI takes every other function to a thread, and back.
async def _yard(request: Request) -> Services:
    return services_of(request)


async def _learner(request: Request) -> str:
    return learner_of(request)


Yard = Annotated[Services, Depends(_yard)]
Learner = Annotated[str, Depends(_learner)]


def locked() -> Forbidden:
    return Forbidden("The reference opens once you have solved the problem or given it up.", code="locked")


async def the_problem(slug: str, yard: Yard) -> Problem:
    return yard.problem(slug)


TheProblem = Annotated[Problem, Depends(the_problem)]


def the_attempt(id: str, yard: Yard, learner: Learner) -> Attempt:
    """One of the learner's own attempts; those of others do not exist for them."""
    attempt = yard.attempts.get(id, learner) if len(id) <= 32 else None
    if attempt is None:
        raise NotFound("There is no such attempt of yours.", code="unknown_attempt", title="No such attempt")
    return attempt


TheAttempt = Annotated[Attempt, Depends(the_attempt)]


def refuse_unreadable(yard: Services, **sources: str | None) -> None:
    """Source that no judge would take, refused with a sentence before it is stored."""
    for name, source in sources.items():
        if source is None:
            continue
        try:
            size = len(source.encode())
        except UnicodeEncodeError as error:
            line = source.count("\n", 0, error.start) + 1
            raise Invalid(
                f"Line {line} of {name!r} holds half of a character, which is no text.", code="not_text"
            ) from None
        if size > yard.settings.max_source:
            raise too_large(size, yard.settings.max_source_kib)
        if "\0" in source:
            line = source.count("\n", 0, source.index("\0")) + 1
            raise Invalid(f"Line {line} of {name!r} holds a NUL byte; Python reads no such source.", code="nul_byte")


def too_large(size: int, limit_kib: int) -> TooLarge:
    return TooLarge(
        f"That is {math.ceil(size / 1024)} KiB of source; at most {limit_kib} KiB are taken. Nothing was sent on, "
        "and your editor still holds it.",
        code="source_too_large",
    )


# Health


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", response_model=Health, responses={503: {"model": Health}}, tags=["health"])
async def healthz(yard: Yard) -> JSONResponse:
    """How the judge, its sandbox and the queue are. 503 when no judge answers, or none may be used."""
    dispatcher = yard.dispatcher
    health = await dispatcher.link.ask_health(HEALTH_SECONDS) or {}
    status = "no_judge" if not health else "sandbox_missing" if dispatcher.refusal else "ok"
    content = {
        "status": status,
        "version": __version__,
        "judge": health.get("judge"),
        "sandbox": health.get("sandbox"),
        "queue": dispatcher.load(),
        "storage": dispatcher.storage_trouble,
        "problems": {
            "count": len(yard.catalog),
            "broken": [{"slug": slug, "sentence": why} for slug, why in yard.catalog.broken.items()],
        },
    }
    return JSONResponse(content, 200 if status == "ok" else 503)


# Problems


@router.get("/api/problems", response_model=ProblemList, tags=["problems"])
def list_problems(yard: Yard, learner: Learner) -> dict[str, Any]:
    """All problems, easy ones first, each with what this learner has done with it."""
    standings = yard.attempts.standings(learner)
    cards = [
        views.card(problem, standings.get(problem.slug, Standing()), yard.catalog) for problem in yard.catalog.values()
    ]
    return {"problems": cards}


@router.get("/api/problems/{slug}", response_model=ProblemAnswer, responses=refusals(404), tags=["problems"])
async def show_problem(problem: TheProblem, yard: Yard, learner: Learner) -> dict[str, Any]:
    """One problem, with its public cases when a judge is there to compute them; never the reference."""
    cases = await yard.public_cases.get(problem) or {}
    standing = await asyncio.to_thread(yard.attempts.standing, learner, problem.slug)
    return (
        views.card(problem, standing, yard.catalog)
        | views.problem_json(problem, yard.catalog)
        | {
            "statement_html": markdown.render(problem.statement),
            "public_cases": cases.get("cases"),
            "hidden_cases": cases.get("hidden"),
            "stability": cases.get("stability"),
        }
    )


@router.get("/api/problems/{slug}/hints", response_model=HintsAnswer, responses=refusals(404), tags=["problems"])
def show_hints(problem: TheProblem, upto: Annotated[int, Query(ge=0, le=1000)] = 1) -> dict[str, Any]:
    """The first hints, the least first."""
    hints = markdown.render_list(problem.hints_md)
    return {"hints_html": list(hints[:upto]), "total": len(hints)}


@router.post("/api/problems/{slug}/give-up", response_model=StatusAnswer, responses=refusals(404), tags=["problems"])
def give_up(problem: TheProblem, yard: Yard, learner: Learner) -> dict[str, str]:
    """Ask for the reference before the problem is solved."""
    if yard.attempts.standing(learner, problem.slug).status != "solved":
        yard.attempts.give_up(learner, problem.slug)
    return {"status": yard.attempts.standing(learner, problem.slug).status}


@router.get(
    "/api/problems/{slug}/reference", response_model=ReferenceAnswer, responses=refusals(403, 404), tags=["problems"]
)
def show_reference(problem: TheProblem, yard: Yard, learner: Learner) -> dict[str, Any]:
    """A solution, the editorial, and how the learner's code differs; once it is solved or given up."""
    if not yard.attempts.standing(learner, problem.slug).unlocked:
        raise locked()
    yours = yard.attempts.code_to_compare(learner, problem.slug)
    if yours is None and (draft := yard.drafts.get(learner, problem.slug)) is not None:
        yours = draft.code
    return {
        "code": problem.solution,
        "name": problem.solution_name,
        "editorial_html": markdown.render_with_ids(problem.editorial),
        "yours": yours,
        "diff": views.diff(yours, problem.solution) if yours is not None else [],
    }


# Drafts


@router.get("/api/problems/{slug}/draft", response_model=DraftAnswer, responses=refusals(404), tags=["drafts"])
def show_draft(problem: TheProblem, yard: Yard, learner: Learner) -> dict[str, Any]:
    """What stands in the editor; the starter if nothing is stored."""
    return views.draft_json(problem, yard.drafts.get(learner, problem.slug))


@router.put(
    "/api/problems/{slug}/draft", response_model=DraftAnswer, responses=refusals(404, 409, 413, 422), tags=["drafts"]
)
def store_draft(body: DraftBody, problem: TheProblem, yard: Yard, learner: Learner) -> dict[str, Any]:
    """Keep what stands in the editor."""
    refuse_unreadable(yard, code=body.code, scratch=body.scratch)
    if body.base is not None and body.base.tzinfo is None:
        raise Invalid("The field 'base' needs a time zone, as in 2026-11-22T18:04:05Z.")
    try:
        draft = yard.drafts.put(learner, problem.slug, body.code, body.scratch, body.base)
    except DraftMoved as newer:
        raise Conflict(
            "A newer draft is stored, perhaps from another tab; yours was not put over it.",
            code="draft_conflict",
            extra={"draft": views.draft_json(problem, newer.draft)},
        ) from None
    return views.draft_json(problem, draft)


@router.delete("/api/problems/{slug}/draft", status_code=204, responses=refusals(404), tags=["drafts"])
def delete_draft(problem: TheProblem, yard: Yard, learner: Learner) -> None:
    """Forget the draft: back to the starter."""
    yard.drafts.delete(learner, problem.slug)


# Attempts


@router.post(
    "/api/problems/{slug}/attempts",
    response_model=Accepted,
    status_code=202,
    responses=refusals(403, 404, 413, 415, 422, 429, 503),
    tags=["attempts"],
)
async def hand_in(
    body: Submission, problem: TheProblem, yard: Yard, learner: Learner, response: Response
) -> dict[str, Any]:
    """Store an attempt and queue it. `Location` says where to ask for it."""
    refuse_unreadable(yard, code=body.code, scratch=body.scratch)
    devices = yard.dispatcher.devices
    if body.device != "auto" and devices and body.device not in devices:
        raise Invalid(f"This judge has no {body.device}; it has {' and '.join(devices)}.", code="no_such_device")
    with yard.dispatcher.place(learner):
        attempt = await asyncio.to_thread(
            yard.attempts.add,
            learner=learner,
            problem=problem.slug,
            revision=problem.revision,
            mode=body.mode,
            device=body.device,
            code=body.code,
            scratch=body.scratch,
        )
        yard.dispatcher.enqueue(attempt)
    response.headers["Location"] = f"/api/attempts/{attempt.id}"
    return {"id": attempt.id, "status": "queued", "number": attempt.number, "url": f"/attempts/{attempt.id}"}


@router.get("/api/attempts", response_model=AttemptPage, responses=refusals(422), tags=["attempts"])
def list_attempts(
    yard: Yard,
    learner: Learner,
    problem: Annotated[str | None, Query(max_length=80, description="Only attempts at this problem.")] = None,
    verdict: Annotated[str | None, Query(max_length=20, description="Only these; `cancelled` works too.")] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> dict[str, Any]:
    """The learner's history, newest first."""
    rows, total = yard.attempts.page(learner, problem=problem, verdict=verdict, size=PAGE_SIZE, number=page)
    return {
        "attempts": [views.row_json(attempt, yard.catalog) for attempt in rows],
        "page": page,
        "pages": max(1, math.ceil(total / PAGE_SIZE)),
        "total": total,
    }


@router.get(
    "/api/attempts/{id}",
    response_model=AttemptAnswer,
    response_model_exclude_unset=True,
    responses=refusals(404, 422),
    tags=["attempts"],
)
async def show_attempt(
    id: str,
    yard: Yard,
    learner: Learner,
    wait: Annotated[float, Query(ge=0, allow_inf_nan=False, description="Seconds to wait for the end of it.")] = 0,
    code: Annotated[bool, Query(description="With the code and scratch that were handed in.")] = False,
) -> dict[str, Any]:
    """One attempt; at once when it is done."""
    attempt = await yard.dispatcher.wait(id, min(wait, LONGEST_WAIT), learner) if wait > 0 else None
    if attempt is None:
        attempt = await asyncio.to_thread(the_attempt, id, yard, learner)
    return views.attempt_json(attempt, yard.catalog, position=yard.dispatcher.position(id), with_code=code)


@router.delete(
    "/api/attempts/{id}",
    response_model=AttemptAnswer,
    response_model_exclude_unset=True,
    responses=refusals(404),
    tags=["attempts"],
)
async def cancel_attempt(attempt: TheAttempt, yard: Yard, learner: Learner) -> dict[str, Any]:
    """Cancel what is queued or running; what is done stays as it is."""
    await yard.dispatcher.cancel(attempt.id)
    attempt = await asyncio.to_thread(the_attempt, attempt.id, yard, learner)
    return views.attempt_json(attempt, yard.catalog)


@router.get(
    "/api/attempts/{id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, 204: {"description": "All was heard."}, **refusals(404)},
    tags=["attempts"],
)
async def attempt_events(
    request: Request,
    attempt: TheAttempt,
    yard: Yard,
    last_event_id: Annotated[str | None, Query(max_length=40, description="As the header `Last-Event-ID`.")] = None,
) -> Response:
    """Server-sent events: `queued`, `started`, one `case` as each is judged, `done`. Works after the end too.

    Where the report in `done` says `{"counterexample": {"status": "sought"}}`, or `{"stability": {"shown": null}}`, one
    `later` follows, with both.
    """
    last = request.headers.get("last-event-id") or last_event_id
    if events.is_end(last):
        return Response(status_code=204)  # tells an EventSource not to come again
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_told(yard, attempt.id, last), media_type="text/event-stream", headers=headers)


async def _told(yard: Services, id: str, last: str | None) -> AsyncIterator[bytes]:
    """What happens to an attempt, as it happens; then how it ended."""
    yield b"retry: 1000\n\n"
    async for event in yard.dispatcher.follow(id, last):
        last = (event and event.id) or last
        yield event.encode() if event is not None else events.HEARTBEAT
    attempt = await asyncio.to_thread(yard.attempts.get, id)
    if attempt is None or attempt.status != "done":
        return  # the server is going down; the browser asks again
    for event in events.after(events.retold(attempt.tries, attempt.report), last):  # a fast judge tells all at once
        yield event.encode()
    yield events.done(attempt.tries, views.attempt_json(attempt, yard.catalog)).encode()
    if events.is_sought(attempt.report):
        await yard.dispatcher.completion(id)
        attempt = await asyncio.to_thread(yard.attempts.get, id)
        yield events.later(attempt.report if attempt else None).encode()
