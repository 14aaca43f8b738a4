"""Where to read on after a diagnosis: the hint and the part of the editorial that share most words with it.

Rare words count for more, and what shares too few of them is not named: nobody is sent to a text about something else.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from app import markdown
from app.catalog import Problem

WORD = re.compile(r"[a-z][a-z0-9_]+|\d+")
FORMULA = re.compile(r"\$[^$]*\$")
MARKUP = re.compile(r'<span class="math".*?</span>|<[^>]*>')
LEAST = 4.5  # two words that stand nowhere else, or some more
LONG = 0.15  # how much a long text has to share more than a short one


ON_MISTAKES = re.compile(r"traps|mistakes|what was wrong", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """`hint` counts from 1; `passage` is the id of an element of the editorial, below the heading `section`.

    Where no passage shares enough, the section is the one on mistakes.
    """

    hint: int | None = None
    section: str | None = None
    passage: str | None = None


def about(problem: Problem, text: str) -> Reading:
    """Where a problem's own texts speak of `text`."""
    return _about(problem.hints_md, problem.editorial, text)


@lru_cache(maxsize=4096)
def _about(hints_md: str, editorial: str, text: str) -> Reading:
    hints = [words(MARKUP.sub(" ", hint)) for hint in markdown.render_list(hints_md)]
    passages = markdown.passages(editorial)
    spoken = [words(passage.text) for passage in passages]
    everywhere = Counter(word for said in (*hints, *spoken) for word in said)
    total, wanted = len(hints) + len(spoken) + 1, words(text)

    def best(among: list[frozenset[str]]) -> int | None:
        scores = [
            sum(math.log(total / everywhere[word]) for word in said & wanted) / (1 + LONG * math.sqrt(len(said)))
            for said in among
        ]
        most = max(scores, default=0.0)
        return scores.index(most) if most >= LEAST else None

    hint, at = best(hints), best(spoken)
    passage = passages[at] if at is not None else None
    on_mistakes = next((p.section for p in passages if ON_MISTAKES.search(p.section)), None)
    return Reading(
        hint + 1 if hint is not None else None,
        passage.section if passage else on_mistakes,
        passage.id if passage else None,
    )


def words(text: str) -> frozenset[str]:
    """Without formulas, without the plural's s, without what is shorter than three letters."""
    found = WORD.findall(FORMULA.sub(" ", text.lower()))
    return frozenset(word.rstrip("s") if len(word) > 3 else word for word in found if len(word) > 2)
