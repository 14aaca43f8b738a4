"""Finding problems: words, topics, difficulty, status and what is checked, as a plain GET form asks for them."""

import difflib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from app.attempts import STATUSES, Standing
from app.catalog import DIFFICULTIES, MARKS, Catalog, Problem
from app.templating import STATUS_WORDS, topic_word

Sort = Literal["order", "title", "difficulty", "last"]
SORTS: tuple[Sort, ...] = ("order", "title", "difficulty", "last")
FACETS = ("topic", "difficulty", "status", "check")
MARK_WORDS = {
    "gradients": "Gradients",
    "by_hand": "Backward by hand",
    "numerics": "Numerics",
    "repair": "Repair",
    "forbidden": "Built-in forbidden",
}
LONGEST_QUERY = 200
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Query:
    """What was asked for, with everything unknown left out."""

    q: str = ""
    topic: tuple[str, ...] = ()
    difficulty: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    sort: Sort = "order"

    @classmethod
    def clean(
        cls,
        catalog: Catalog,
        q: str,
        topic: Sequence[str],
        difficulty: Sequence[str],
        status: Sequence[str],
        check: Sequence[str],
        sort: str,
    ) -> "Query":
        """A query out of whatever stands in an address."""
        topics = {name for problem in catalog.values() for name in problem.topics}
        return cls(
            q=" ".join(q[:LONGEST_QUERY].split()),
            topic=tuple(dict.fromkeys(name for name in topic if name in topics)),
            difficulty=tuple(name for name in DIFFICULTIES if name in difficulty),
            status=tuple(name for name in STATUSES if name in status),
            check=tuple(name for name in MARKS if name in check),
            sort=next((known for known in SORTS if known == sort), "order"),
        )

    @property
    def url(self) -> str:
        """The list that this query gives."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        pairs += [("sort", self.sort)] if self.sort != "order" else []
        return "/problems" + (f"?{urlencode(pairs)}" if pairs else "")

    def without(self, facet: str, value: str = "") -> "Query":
        """The same without one of its filters."""
        if facet == "q":
            return replace(self, q="")
        changed: dict[str, Any] = {facet: tuple(other for other in getattr(self, facet) if other != value)}
        return replace(self, **changed)

    def told(self) -> dict[str, Any]:
        return {"q": self.q, "sort": self.sort} | {facet: list(getattr(self, facet)) for facet in FACETS}


def values_of(problem: Problem, standing: Standing) -> dict[str, tuple[str, ...]]:
    """Under which values of each filter a problem is found."""
    return {
        "topic": problem.topics,
        "difficulty": (problem.difficulty,),
        "status": (standing.status,),
        "check": problem.marks,
    }


def find(catalog: Catalog, standings: dict[str, Standing], query: Query) -> list[Problem]:
    """The problems that fit: all words occur, and of each filter one value fits."""
    words = query.q.casefold().split()

    def fits(problem: Problem) -> bool:
        values = values_of(problem, standings.get(problem.slug, Standing()))
        chosen = ((getattr(query, facet), values[facet]) for facet in FACETS)
        return all(word in problem.words for word in words) and all(
            not wanted or set(wanted) & set(has) for wanted, has in chosen
        )

    found = [problem for problem in catalog.values() if fits(problem)]
    if query.q and query.sort == "order":
        # Who types a title wants that problem, not one that mentions it.
        found.sort(key=lambda problem: query.q.casefold() not in problem.title.casefold())
    elif query.sort == "title":
        found.sort(key=lambda problem: problem.title.casefold())
    elif query.sort == "difficulty":
        found.sort(key=lambda problem: DIFFICULTIES.index(problem.difficulty))
    elif query.sort == "last":
        found.sort(key=lambda problem: _last(standings.get(problem.slug)), reverse=True)
    return found


def _last(standing: Standing | None) -> datetime:
    return standing.last.created if standing is not None and standing.last is not None else LONG_AGO


def facets(catalog: Catalog, standings: dict[str, Standing], query: Query) -> dict[str, list[dict[str, Any]]]:
    """The values of each filter, with how many problems have them and whether they are chosen."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for problem in catalog.values():
        for facet, values in values_of(problem, standings.get(problem.slug, Standing())).items():
            counts[facet].update(values)
    orders: dict[str, Sequence[str]] = {
        "topic": sorted(counts["topic"], key=str.casefold),
        "difficulty": DIFFICULTIES,
        "status": STATUSES,
        "check": [mark for mark in MARKS if counts["check"][mark]],
    }
    return {
        facet: [
            {
                "value": value,
                "label": LABELS[facet](value),
                "count": counts[facet][value],
                "on": value in getattr(query, facet),
            }
            for value in orders[facet]
        ]
        for facet in FACETS
    }


LABELS: dict[str, Callable[[str], str]] = {
    "topic": topic_word,
    "difficulty": str.capitalize,
    "status": STATUS_WORDS.__getitem__,
    "check": MARK_WORDS.__getitem__,
}


def chips(query: Query) -> list[dict[str, str]]:
    """The active filters, each with the address of the list without it."""
    words = [{"label": f"“{query.q}”", "url": query.without("q").url}] if query.q else []
    return words + [
        {"label": LABELS[facet](value), "url": query.without(facet, value).url}
        for facet in FACETS
        for value in getattr(query, facet)
    ]


def closest(catalog: Catalog, q: str) -> Problem | None:
    """The problem whose title somebody meant who typed this."""
    titles = {problem.title.casefold(): problem for problem in catalog.values()}
    close = difflib.get_close_matches(q.casefold(), list(titles), n=1, cutoff=0.5)
    return titles[close[0]] if close else None
