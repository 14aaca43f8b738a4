"""Every query on attempts, and what a problem means to a learner because of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select, bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import undefer
from sqlalchemy.sql.dml import ReturningInsert

from app import events
from app.database import Base, Sessions, now
from app.models import Attempt, GiveUp, new_id

ATTEMPTS = Base.metadata.tables[Attempt.__tablename__]  # an update of it costs half of one that knows of objects
Status = Literal["new", "tried", "solved", "given_up"]
STATUSES: tuple[Status, ...] = ("new", "tried", "solved", "given_up")

# A problem is solved by a whole submission; a run sees the public cases only.
SOLVES = (Attempt.verdict == "accepted", Attempt.mode == "submit")


@dataclass(frozen=True)
class Standing:
    """What one learner has done with one problem so far."""

    status: Status = "new"
    last: Attempt | None = None

    @property
    def unlocked(self) -> bool:
        """Whether the reference may be shown."""
        return self.status in ("solved", "given_up")


def _status(solved: bool, surrendered: bool, tried: bool) -> Status:
    return "solved" if solved else "given_up" if surrendered else "tried" if tried else "new"


def outcome(report: dict[str, Any]) -> dict[str, Any]:
    """The columns that lists need, taken out of a report."""

    def number(value: object) -> float | None:
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def whole(value: object) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 31:
            return value
        return None

    cost = report.get("cost")
    return {
        "verdict": report.get("verdict"),
        "sentence": str(report.get("sentence") or ""),
        "passed": whole(report.get("passed")),
        "total": whole(report.get("total")),
        "wall": number(cost.get("wall")) if isinstance(cost, dict) else None,
    }


def _add() -> ReturningInsert[Any]:
    """A new attempt. Its number is counted inside the INSERT, so that two at once cannot take the same; so is what the
    learner had solved or given up until then."""
    mine = ATTEMPTS.c.learner == bindparam("who"), ATTEMPTS.c.problem == bindparam("what")
    solved = select(ATTEMPTS.c.id).where(*mine, ATTEMPTS.c.verdict == "accepted", ATTEMPTS.c.mode == "submit")
    surrendered = select(GiveUp.learner).where(GiveUp.learner == bindparam("who"), GiveUp.problem == bindparam("what"))
    statement = insert(ATTEMPTS).values(
        number=select(func.coalesce(func.max(ATTEMPTS.c.number), 0) + 1).where(*mine).scalar_subquery(),
        reveal=select(or_(solved.exists(), surrendered.exists())).scalar_subquery(),
    )
    return statement.returning(ATTEMPTS.c.number, ATTEMPTS.c.reveal)


ADD = _add()  # made once: to put it together costs as much as to execute it


class Attempts:
    """The attempts of all learners."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def add(
        self, *, learner: str, problem: str, revision: str, mode: str, device: str, code: str, scratch: str | None
    ) -> Attempt:
        """Store a new attempt, queued."""
        values: dict[str, Any] = {
            "id": new_id(), "learner": learner, "problem": problem, "revision": revision, "mode": mode,
            "device": device, "code": code, "scratch": scratch, "status": "queued", "tries": 0, "sentence": "",
            "created": now(),
        }  # fmt: skip
        with self._sessions.begin() as session:
            number, reveal = session.execute(ADD, {**values, "who": learner, "what": problem}).one()
        return Attempt(**values, number=number, reveal=reveal)

    def get(self, id: str, learner: str | None = None) -> Attempt | None:
        """One attempt with its report; with a learner, only if it is theirs."""
        query = select(Attempt).where(Attempt.id == id).options(undefer(Attempt.report))
        if learner is not None:
            query = query.where(Attempt.learner == learner)
        with self._sessions() as session:
            return session.scalar(query)

    def unfinished(self) -> Sequence[Attempt]:
        """What was waiting or running when the server went away, oldest first."""
        waiting = Attempt.status.in_(("queued", "running"))  # not `!= "done"`, for which no index can be used
        query = select(Attempt).where(waiting).order_by(Attempt.created, Attempt.number)
        with self._sessions() as session:
            return session.scalars(query).all()

    def begin(self, id: str, tries: int) -> None:
        """A judge has begun with it, for the `tries`th time. Told late, of an earlier time, it changes nothing."""
        with self._sessions.begin() as session:
            session.execute(
                update(ATTEMPTS)
                .where(ATTEMPTS.c.id == id, ATTEMPTS.c.status != "done", ATTEMPTS.c.tries < tries)
                .values(status="running", tries=tries, started=now())
            )

    def finish(self, id: str, report: dict[str, Any], tries: int) -> Attempt | None:
        """Store the report: the attempt as it is then. The first one counts: None when the attempt was done already."""
        with self._sessions.begin() as session:
            done = session.execute(
                update(ATTEMPTS)
                .where(ATTEMPTS.c.id == id, ATTEMPTS.c.status != "done")
                .values(status="done", report=report, finished=now(), tries=tries, **outcome(report))
                .returning(*(column for column in ATTEMPTS.c if column.name != "report"))
            ).one_or_none()
            return Attempt(**done._mapping, report=report) if done else None

    def complete(self, id: str, found: object) -> None:
        """Add to a stored report what came after it; nothing where nothing came."""
        with self._sessions.begin() as session:
            report = session.scalar(select(ATTEMPTS.c.report).where(ATTEMPTS.c.id == id))
            if isinstance(report, dict):
                changed = events.completed(report, found)
                session.execute(update(ATTEMPTS).where(ATTEMPTS.c.id == id).values(report=changed))

    def page(
        self,
        learner: str,
        *,
        problem: str | None = None,
        verdict: str | None = None,
        size: int = 20,
        number: int = 1,
    ) -> tuple[Sequence[Attempt], int]:
        """One page of a learner's history, newest first, and how many there are in all."""

        def narrowed(query: Select[Any]) -> Select[Any]:
            query = query.where(Attempt.learner == learner)
            if problem:
                query = query.where(Attempt.problem == problem)
            if verdict == "cancelled":
                query = query.where(Attempt.status == "done", Attempt.verdict.is_(None))
            elif verdict:
                query = query.where(Attempt.verdict == verdict)
            return query

        newest = narrowed(select(Attempt)).order_by(Attempt.created.desc(), Attempt.number.desc(), Attempt.id)
        with self._sessions() as session:
            rows = session.scalars(newest.limit(size).offset(size * (number - 1))).all()
            total = session.scalar(narrowed(select(func.count()).select_from(Attempt))) or 0
        return rows, total

    def verdicts(self, learner: str) -> list[str]:
        """Which verdicts occur in a learner's history."""
        query = select(Attempt.verdict).where(Attempt.learner == learner, Attempt.verdict.is_not(None)).distinct()
        with self._sessions() as session:
            return sorted(verdict for verdict in session.scalars(query) if verdict)

    def standings(self, learner: str) -> dict[str, Standing]:
        """What a learner has done with each problem they touched."""
        newest = (
            select(Attempt.problem, func.max(Attempt.number).label("number"))
            .where(Attempt.learner == learner)
            .group_by(Attempt.problem)
            .subquery()
        )
        latest = (
            select(Attempt)
            .join(newest, (Attempt.problem == newest.c.problem) & (Attempt.number == newest.c.number))
            .where(Attempt.learner == learner)
        )
        solving = select(Attempt.problem).where(Attempt.learner == learner, *SOLVES).distinct()
        with self._sessions() as session:
            solved = set(session.scalars(solving))
            surrendered = set(session.scalars(select(GiveUp.problem).where(GiveUp.learner == learner)))
            last = {attempt.problem: attempt for attempt in session.scalars(latest)}
        return {
            problem: Standing(_status(problem in solved, problem in surrendered, problem in last), last.get(problem))
            for problem in last.keys() | surrendered
        }

    def standing(self, learner: str, problem: str) -> Standing:
        """What a learner has done with one problem."""
        mine = select(Attempt).where(Attempt.learner == learner, Attempt.problem == problem)
        with self._sessions() as session:
            last = session.scalar(mine.order_by(Attempt.number.desc()).limit(1))
            solved = bool(session.scalar(select(mine.where(*SOLVES).exists())))
            surrendered = session.get(GiveUp, (learner, problem)) is not None
        return Standing(_status(solved, surrendered, last is not None), last)

    def give_up(self, learner: str, problem: str) -> None:
        """Remember that the learner asked for the reference."""
        with self._sessions.begin() as session:
            session.merge(GiveUp(learner=learner, problem=problem, created=now()))

    def code_to_compare(self, learner: str, problem: str) -> str | None:
        """The code that stands beside the reference: the latest accepted one, else the latest handed in."""
        accepted_first = case((Attempt.verdict == "accepted", 0), else_=1)
        query = (
            select(Attempt.code)
            .where(Attempt.learner == learner, Attempt.problem == problem, Attempt.mode == "submit")
            .order_by(accepted_first, Attempt.number.desc())
            .limit(1)
        )
        with self._sessions() as session:
            return session.scalar(query)
