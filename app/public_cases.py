"""The public cases of problems. Their inputs and expected values are made by the judge, once for each revision."""

from typing import Any

from app.catalog import Problem
from app.link import Link

PATIENCE_SECONDS = 10.0


class PublicCases:
    """Asks the judge and remembers."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def known(self, problem: Problem) -> dict[str, Any] | None:
        """`{"cases": […], "hidden": n, "stability": map or None}` if the judge was asked before."""
        return self._known.get((problem.slug, problem.revision))

    async def get(self, problem: Problem, seconds: float = PATIENCE_SECONDS) -> dict[str, Any] | None:
        """The same, asking the judge if need be; None when none answers."""
        known = self.known(problem)
        if known is not None:
            return known
        answer = await self._link.ask_cases(problem.slug, seconds)
        match answer:
            case {"cases": list(cases), "hidden": int(hidden), "stability": stability}:
                found = {"cases": cases, "hidden": hidden, "stability": stability}
                if cases or hidden:  # with neither, the judge could not make them; the next one may
                    self._known[problem.slug, problem.revision] = found
                return found
        return None
