"""The pages: what each template is given. `templates/` says how it looks."""

import math
import random
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from app import comparison, markdown, search, views
from app.api import Learner, TheAttempt, TheProblem, Yard, locked, the_attempt
from app.attempts import STATUSES, Standing
from app.catalog import Problem
from app.comparison import REFERENCE, Side
from app.errors import BadRequest, NotFound
from app.models import Attempt
from app.services import Services
from app.templating import verdict_word

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

READ = ["GET", "HEAD"]
RECENT = 8
HISTORY = 20
PAGE_SIZE = 25
CHOICES = 200  # attempts that can be chosen to compare with

Words = Annotated[str, Query()]
Values = Annotated[list[str], Query()]


def _cards(yard: Services, standings: Mapping[str, Standing]) -> dict[str, dict[str, Any]]:
    return {
        problem.slug: views.card(problem, standings.get(problem.slug, Standing()), yard.catalog)
        for problem in yard.catalog.values()
    }


def _counts(cards: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    counts = dict.fromkeys(STATUSES, 0)
    for card in cards.values():
        counts[card["status"]] += 1
    return counts | {"total": len(cards)}


@router.api_route("/", methods=READ)
def home(request: Request, yard: Yard, learner: Learner) -> str:
    """What to go on with, how far one is, and everything by topic."""
    standings = yard.attempts.standings(learner)
    cards = _cards(yard, standings)
    recent, _ = yard.attempts.page(learner, size=RECENT)
    topics: dict[str, list[dict[str, Any]]] = {}
    for problem in yard.catalog.values():
        topics.setdefault(problem.topics[0], []).append(cards[problem.slug])
    return yard.templates.render(
        request,
        "home.html",
        page="home",
        next=_next(yard, learner, standings, cards),
        counts=_counts(cards),
        recent=[views.row(attempt, yard.catalog) for attempt in recent],
        topics=[
            {"name": name, "cards": group, "solved": sum(card["status"] == "solved" for card in group)}
            for name, group in topics.items()
        ],
        broken=[{"slug": slug, "sentence": why} for slug, why in yard.catalog.broken.items()],
    )


def _next(
    yard: Services, learner: str, standings: Mapping[str, Standing], cards: Mapping[str, dict[str, Any]]
) -> dict[str, Any] | None:
    """The one next step: what was touched last and is open, else the first that was never touched."""
    is_open = {slug for slug, card in cards.items() if card["status"] in ("new", "tried")}
    touched = {name: when for name, when in yard.drafts.latest(learner) if name in is_open}
    for name, standing in standings.items():
        if name in is_open and standing.last is not None:
            touched[name] = max(standing.last.created, touched.get(name, standing.last.created))
    following = sorted(touched, key=touched.__getitem__, reverse=True) or [name for name in cards if name in is_open]
    if not following:
        return None
    slug = following[0]
    draft = yard.drafts.get(learner, slug)
    last = standings.get(slug, Standing()).last
    attempt = yard.attempts.get(last.id) if last is not None else None
    cases = (attempt.report or {}).get("cases") if attempt is not None else None
    return {
        "card": cards[slug],
        "why": "continue" if touched else "start",
        "row": cards[slug]["last"],
        "draft": {"code": draft.code, "updated": draft.updated} if draft is not None else None,
        "cases": [{"name": case.get("name", ""), "status": case.get("status", "")} for case in cases or []],
    }


@router.api_route("/problems", methods=READ)
def problems(
    request: Request,
    yard: Yard,
    learner: Learner,
    q: Words = "",
    topic: Values = [],  # noqa: B006  (FastAPI copies it)
    difficulty: Values = [],  # noqa: B006
    status: Values = [],  # noqa: B006
    check: Values = [],  # noqa: B006
    sort: Words = "order",
) -> str:
    """The list of problems, searched and filtered."""
    standings = yard.attempts.standings(learner)
    cards = _cards(yard, standings)
    query = search.Query.clean(yard.catalog, q, topic, difficulty, status, check, sort)
    found = search.find(yard.catalog, standings, query)
    suggestion = search.closest(yard.catalog, query.q) if query.q and not found else None
    unsolved = [card["url"] for card in cards.values() if card["status"] in ("new", "tried")]
    return yard.templates.render(
        request,
        "problems.html",
        page="problems",
        cards=[cards[problem.slug] for problem in found],
        total=len(cards),
        counts=_counts(cards),
        query=query.told(),
        facets=search.facets(yard.catalog, standings, query),
        chips=search.chips(query),
        suggestion=cards[suggestion.slug] if suggestion is not None else None,
        surprise=random.choice(unsolved) if unsolved else None,
    )


@router.api_route("/problems/{slug}", methods=READ)
def problem_page(request: Request, problem: TheProblem, yard: Yard, learner: Learner) -> str:
    """The workspace of one problem."""
    return _workspace(request, yard, learner, problem, None)


@router.api_route("/attempts/compare", methods=READ)
def compare_page(
    request: Request,
    yard: Yard,
    learner: Learner,
    attempt: Values = [],  # noqa: B006  (FastAPI copies it)
    left: Annotated[str, Query(alias="from")] = "",
    right: Annotated[str, Query(alias="to")] = "",
) -> Response:
    """Two attempts at one problem, or one and the reference. `attempt`, twice, is how the history asks: older first."""
    if not (left or right) and len(attempt) == 2:
        older, newer = sorted((the_attempt(id, yard, learner) for id in attempt), key=lambda one: one.created)
        query = urlencode({"from": older.id, "to": newer.id})
        return RedirectResponse(f"/attempts/compare?{query}", status_code=303)
    if not left or not right:
        chosen = (
            "One attempt is" if len(attempt) == 1 else f"{len(attempt)} attempts are" if attempt else "No attempt is"
        )
        raise BadRequest(
            f"{chosen} chosen. Choose two attempts at the same problem to compare them.",
            code="not_two_attempts",
            title="Two attempts are needed",
            suggestions=[("one of your attempts", "/attempts")],
        )
    first = the_attempt(left, yard, learner)
    problem = yard.problem(first.problem)
    unlocked = yard.attempts.standing(learner, problem.slug).unlocked
    a = Side.of_attempt(first)
    if right == REFERENCE:
        if not unlocked:
            raise locked()
        b = Side.of_reference(problem)
    else:
        b = Side.of_attempt(second := the_attempt(right, yard, learner))
        if second.problem != problem.slug:
            other = yard.catalog.get(second.problem)
            raise BadRequest(
                f"One attempt is at {problem.title}, the other at {other.title if other else second.problem}. "
                "Only attempts at the same problem can be compared.",
                code="different_problems",
                title="These are attempts at different problems",
                suggestions=[(f"attempts at {problem.title}", f"/attempts?problem={problem.slug}")],
            )
    history, _ = yard.attempts.page(learner, problem=problem.slug, size=CHOICES)
    known = {one.id: one for one in history} | {side.value: side.attempt for side in (a, b) if side.attempt}
    ordered = sorted(known.values(), key=lambda one: one.number, reverse=True)
    options = [{"value": one.id, "label": f"{one.number}, {comparison.told(one)}"} for one in ordered]
    cases = comparison.flips(a, b) if a.cases and b.cases else []
    page = yard.templates.render(
        request,
        "compare.html",
        page="attempts",
        problem=views.card(problem, Standing(), yard.catalog),
        left=a,
        right=b,
        options=options + ([{"value": REFERENCE, "label": "Reference"}] if unlocked else []),
        unlocked=unlocked,
        moved=bool(b.attempt and b.attempt.revision != first.revision),
        lines=comparison.lines(a.code, b.code),
        cases=cases,
        passes=[case["name"] for case in cases if case["change"] == "passes"],
        fails=[case["name"] for case in cases if case["change"] == "fails"],
        checks=comparison.checks(a, b) if cases else [],
        sides={
            "left": {"title": a.title, "note": a.note, "code": a.code},
            "right": {"title": b.title, "note": b.note, "code": b.code},
            "fix": not (a.accepted and b.accepted),
        },
    )
    return HTMLResponse(page)


@router.api_route("/attempts/{id}", methods=READ)
def attempt_page(request: Request, attempt: TheAttempt, yard: Yard, learner: Learner) -> str:
    """The workspace as it was at one attempt: its code and its result."""
    problem = yard.catalog.get(attempt.problem)
    if problem is None:
        raise NotFound(f"The problem {attempt.problem} of this attempt is gone.", code="unknown_problem")
    return _workspace(request, yard, learner, problem, attempt)


def _workspace(request: Request, yard: Services, learner: str, problem: Problem, attempt: Attempt | None) -> str:
    standing = yard.attempts.standing(learner, problem.slug)
    history, count = yard.attempts.page(learner, problem=problem.slug, size=HISTORY)
    stored = yard.drafts.get(learner, problem.slug)
    public = yard.public_cases.known(problem) or {}
    before, after = yard.catalog.neighbours(problem.slug)
    drafted = views.draft_json(problem, stored)
    if attempt is not None:
        drafted = {"code": attempt.code, "scratch": attempt.scratch or "", "updated": None}
    told = views.problem_json(problem, yard.catalog)
    attempt_told = None
    if attempt is not None:
        position = yard.dispatcher.position(attempt.id)
        attempt_told = views.attempt_json(attempt, yard.catalog, position=position, with_code=True)
    state = {
        "slug": problem.slug,
        "title": problem.title,
        "revision": problem.revision,
        "starter": problem.starter,
        "code": drafted["code"],
        "scratch": drafted["scratch"],
        "draft_updated": drafted["updated"],
        "status": standing.status,
        "unlocked": standing.unlocked,
        "hints": told["hints"],
        "permalink": attempt is not None,
        "attempt": attempt_told,
        "public_cases": public.get("cases"),
        "hidden_cases": public.get("hidden"),
        "stability": public.get("stability"),
        "devices": yard.dispatcher.devices,
        "max_source_kib": yard.settings.max_source_kib,
        "judge_up": yard.dispatcher.up,
    }
    return yard.templates.render(
        request,
        "problem.html",
        page="problem",
        problem=views.card(problem, standing, yard.catalog) | told,
        statement_html=markdown.render(problem.statement),
        number=list(yard.catalog).index(problem.slug) + 1,
        total=len(yard.catalog),
        previous=_link(before),
        following=_link(after),
        draft={
            "code": drafted["code"],
            "scratch": drafted["scratch"],
            "updated": stored.updated if stored is not None and attempt is None else None,
            "is_starter": drafted["code"] == problem.starter,
        },
        attempts=[views.row(past, yard.catalog) for past in history],
        attempt_count=count,
        attempt=attempt_told | {"row": views.row(attempt, yard.catalog)} if attempt_told and attempt else None,
        permalink=attempt is not None,
        unlocked=standing.unlocked,
        public_cases=public.get("cases"),
        hidden_cases=public.get("hidden"),
        state=state,
    )


def _link(problem: Problem | None) -> dict[str, str] | None:
    return {"slug": problem.slug, "title": problem.title, "url": problem.url} if problem is not None else None


@router.api_route("/attempts", methods=READ)
def attempts(
    request: Request,
    yard: Yard,
    learner: Learner,
    problem: Words = "",
    verdict: Words = "",
    page: Words = "1",
) -> str:
    """The learner's history."""
    number = min(int(page), 1_000_000) if page.isdecimal() and len(page) < 8 and int(page) > 0 else 1
    rows, total = yard.attempts.page(learner, problem=problem, verdict=verdict, size=PAGE_SIZE, number=number)
    pages = max(1, math.ceil(total / PAGE_SIZE))
    standings = yard.attempts.standings(learner)
    chosen = yard.catalog.get(problem)

    def url(to: int) -> str | None:
        pairs = {"problem": problem, "verdict": verdict, "page": str(to) if to > 1 else ""}
        query = urlencode({name: value for name, value in pairs.items() if value})
        return ("/attempts" + (f"?{query}" if query else "")) if 1 <= to <= pages and to != number else None

    return yard.templates.render(
        request,
        "attempts.html",
        page="attempts",
        rows=[views.row(attempt, yard.catalog) for attempt in rows],
        total=total,
        number=number,
        pages=pages,
        older=url(number + 1),
        newer=url(number - 1),
        problem=views.card(chosen, standings.get(problem, Standing()), yard.catalog) if chosen else None,
        query={"problem": problem, "verdict": verdict},
        problems=[
            {"slug": known.slug, "title": known.title} for known in yard.catalog.values() if known.slug in standings
        ],
        verdicts=[{"value": value, "label": verdict_word(value)} for value in yard.attempts.verdicts(learner)],
    )
