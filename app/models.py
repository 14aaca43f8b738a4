"""The tables. Rows are found and changed in `attempts.py` and `drafts.py` only."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Double, Index, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.database import Base, Instant, now


def new_id() -> str:
    """A name that fits into a URL and cannot be guessed: 96 random bits."""
    return secrets.token_urlsafe(12)


class Attempt(Base):
    """One submission, from the moment it arrived; it is stored before anybody judges it."""

    __tablename__ = "attempts"
    __table_args__ = (
        # A new attempt is numbered, and asks whether the problem is solved, from these two alone: rows are large.
        Index("attempts_by_number", "learner", "problem", "number"),
        Index("attempts_by_verdict", "learner", "problem", "mode", "verdict"),
        Index("attempts_by_time", "learner", "created"),
        Index("attempts_by_status", "status"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    learner: Mapped[str] = mapped_column(String(64))
    problem: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]  # the learner's first attempt at this problem is 1
    revision: Mapped[str] = mapped_column(String(16))  # of the problem when it was handed in
    mode: Mapped[str] = mapped_column(String(8))  # run, submit
    device: Mapped[str] = mapped_column(String(8))  # auto, cpu, cuda
    code: Mapped[str] = mapped_column(Text)
    scratch: Mapped[str | None] = mapped_column(Text)
    reveal: Mapped[bool] = mapped_column(default=False)  # hidden inputs: it was solved or given up when handed in
    status: Mapped[str] = mapped_column(String(8), default="queued")  # queued, running, done
    verdict: Mapped[str | None] = mapped_column(String(16))  # None until done, and when cancelled
    sentence: Mapped[str] = mapped_column(Text, default="")
    passed: Mapped[int | None]
    total: Mapped[int | None]
    wall: Mapped[float | None] = mapped_column(Double)
    # Lists of attempts never need it, and it is the one large column.
    report: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON(none_as_null=True)))
    tries: Mapped[int] = mapped_column(default=0)  # how often a judge was given it
    created: Mapped[datetime] = mapped_column(Instant, default=now)
    started: Mapped[datetime | None] = mapped_column(Instant)
    finished: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def cancelled(self) -> bool:
        return self.status == "done" and self.verdict is None


class Draft(Base):
    """What stands in a learner's editor for a problem."""

    __tablename__ = "drafts"

    learner: Mapped[str] = mapped_column(String(64), primary_key=True)
    problem: Mapped[str] = mapped_column(String(80), primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    scratch: Mapped[str] = mapped_column(Text, default="")
    updated: Mapped[datetime] = mapped_column(Instant, default=now)


class GiveUp(Base):
    """A learner asked for the reference before solving the problem."""

    __tablename__ = "give_ups"

    learner: Mapped[str] = mapped_column(String(64), primary_key=True)
    problem: Mapped[str] = mapped_column(String(80), primary_key=True)
    created: Mapped[datetime] = mapped_column(Instant, default=now)
