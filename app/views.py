"""How problems and attempts are told: the same shapes for templates and for JSON."""

import difflib
from dataclasses import asdict
from typing import Any

from app import markdown, reading
from app.attempts import Standing
from app.catalog import NAMING, Catalog, Problem
from app.models import Attempt, Draft
from app.templating import clock

# Beyond this a diff by lines takes longer than anybody would read it.
DIFF_LINES = 3000


def card(problem: Problem, standing: Standing, catalog: Catalog) -> dict[str, Any]:
    """A problem in a list."""
    return {
        "slug": problem.slug,
        "title": problem.title,
        "difficulty": problem.difficulty,
        "topics": list(problem.topics),
        "tracks": list(problem.tracks),
        "kind": problem.kind,
        "summary": problem.summary,
        "marks": list(problem.marks),
        "status": standing.status,
        "url": problem.url,
        "last": row(standing.last, catalog) if standing.last is not None else None,
    }


def row(attempt: Attempt, catalog: Catalog) -> dict[str, Any]:
    """An attempt in a list."""
    problem = catalog.get(attempt.problem)
    return {
        "id": attempt.id,
        "number": attempt.number,
        "problem": attempt.problem,
        "title": problem.title if problem is not None else attempt.problem,
        "mode": attempt.mode,
        "device": attempt.device,
        "status": attempt.status,
        "verdict": attempt.verdict,
        "sentence": attempt.sentence,
        "passed": attempt.passed,
        "total": attempt.total,
        "wall": attempt.wall,
        "created": attempt.created,
        "finished": attempt.finished,
        "cancelled": attempt.cancelled,
        "url": f"/attempts/{attempt.id}",
    }


def row_json(attempt: Attempt, catalog: Catalog) -> dict[str, Any]:
    """The same for scripts: times as text."""
    told = row(attempt, catalog)
    return told | {
        "created": clock(attempt.created),
        "finished": clock(attempt.finished) if attempt.finished is not None else None,
    }


def attempt_json(
    attempt: Attempt, catalog: Catalog, *, position: int | None = None, with_code: bool = False
) -> dict[str, Any]:
    """An attempt with its report."""
    told = row_json(attempt, catalog) | {
        "revision": attempt.revision,
        "started": clock(attempt.started) if attempt.started is not None else None,
        "tries": attempt.tries,
        "position": position,
        "report": attempt.report,
        "reading": reading_json(attempt, catalog),
    }
    return told | {"code": attempt.code, "scratch": attempt.scratch} if with_code else told


def reading_json(attempt: Attempt, catalog: Catalog) -> dict[str, Any] | None:
    """Where the problem's texts speak of the diagnosed misconception; None without a diagnosis."""
    match attempt.report:
        case {"diagnosis": {"text": str(text)}} if attempt.problem in catalog:
            return asdict(reading.about(catalog[attempt.problem], text))
    return None


def problem_json(problem: Problem, catalog: Catalog) -> dict[str, Any]:
    """Everything about a problem that anybody may know; never the reference, never a hidden case."""
    measured = catalog.quality.get(problem.slug)
    return {
        "needs": list(problem.needs),
        "functions": list(problem.functions),
        "forbid": list(problem.forbid),
        "limits": vars(problem.limits),
        "checks": {
            "gradients": {name: list(arguments) for name, arguments in problem.checks.gradients.items()},
            "absent": {name: list(arguments) for name, arguments in problem.checks.absent.items()},
            "double_backward": problem.checks.double_backward,
            "unchanged": problem.checks.unchanged,
            "noncontiguous": problem.checks.noncontiguous,
            "out": list(problem.checks.out),
            **{
                kind: {name: list(arguments) for name, arguments in getattr(problem.checks, kind).items()}
                for kind in NAMING
            },
            "autocast": problem.checks.autocast,
            "deterministic": problem.checks.deterministic,
            "no_alias": problem.checks.no_alias,
            "no_global_state": problem.checks.no_global_state,
        },
        "outputs": {name: list(parts) for name, parts in problem.outputs.items()},
        "probes": dict(problem.probes),
        "starter": problem.starter,
        "hints": len(markdown.render_list(problem.hints_md)),
        "revision": problem.revision,
        "quality": measured.describe() if measured is not None else None,
    }


def draft_json(problem: Problem, draft: Draft | None) -> dict[str, Any]:
    """What belongs into the editor."""
    if draft is None:
        return {"code": problem.starter, "scratch": "", "updated": None}
    # To the microsecond: `base` must come back as exactly the time that is stored.
    updated = draft.updated.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {"code": draft.code, "scratch": draft.scratch, "updated": updated}


def diff(yours: str, reference: str) -> list[dict[str, Any]]:
    """How to get from the learner's lines to those of the reference."""
    left, right = yours.split("\n"), reference.split("\n")
    if len(left) > DIFF_LINES:
        return [{"op": "replace", "yours": (0, len(left)), "reference": (0, len(right))}]
    codes = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [{"op": op, "yours": (a, b), "reference": (c, d)} for op, a, b, c, d in codes]
