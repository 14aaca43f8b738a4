"""Every query on drafts: what stands in a learner's editor, kept so that no reload and no crash loses it."""

from datetime import datetime

from sqlalchemy import select

from app.database import Sessions, now
from app.models import Draft


class DraftMoved(Exception):
    """The stored draft is newer than the one this change was made from."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("a newer draft is stored")
        self.draft = draft


class Drafts:
    """The drafts of all learners, one for each problem."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def get(self, learner: str, problem: str) -> Draft | None:
        with self._sessions() as session:
            return session.get(Draft, (learner, problem))

    def put(self, learner: str, problem: str, code: str, scratch: str, base: datetime | None = None) -> Draft:
        """Store a draft. With `base`, only if nothing newer than that is stored: another tab may have been faster."""
        with self._sessions.begin() as session:
            stored = session.get(Draft, (learner, problem))
            if stored is not None and base is not None and stored.updated > base and stored.code != code:
                session.expunge(stored)
                raise DraftMoved(stored)
            return session.merge(Draft(learner=learner, problem=problem, code=code, scratch=scratch, updated=now()))

    def delete(self, learner: str, problem: str) -> None:
        with self._sessions.begin() as session:
            stored = session.get(Draft, (learner, problem))
            if stored is not None:
                session.delete(stored)

    def latest(self, learner: str) -> list[tuple[str, datetime]]:
        """Problems with a draft and when it was last changed, newest first."""
        query = select(Draft.problem, Draft.updated).where(Draft.learner == learner).order_by(Draft.updated.desc())
        with self._sessions() as session:
            return [(problem, updated) for problem, updated in session.execute(query)]
