"""How well each problem is judged, as `python -m app check --mutate` measured it: a file beside the problems.

The file is generated. An entry names the revision of what was measured: cases, reference, accepted solutions and
settings. It is shown only while they are the same still, so that no number is older than the cases it speaks of.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

log = logging.getLogger("torchyard.quality")
FILE = "judge-quality.json"
PAGE = "judge-quality.md"
COMMAND = "python -m app check --mutate"

HEAD = f"""\
# Judge quality

How sharp the cases of each problem are, as `{COMMAND}` measured it: that command writes this page and
`problems/{FILE}`, and nobody edits either. The page of a problem shows its numbers only while the
cases, the reference and the accepted solutions are those that were measured.

A *mutant* is an accepted solution with one small mistake put into it: another dimension, a sign, `sum` for `mean`, an
epsilon outside its root, a value cut from the graph, half a gradient, a statement left out. A mutant is *killed* when
a case rejects it. *Equivalent* ones compute the same; each is declared, with its reason, in the problem's
`mutants.toml`. The *floor* is the largest error that the accepted solutions make themselves, relative to the size of
the value; the *band* is what is allowed, on the same scale.

"""


@dataclass(frozen=True)
class Quality:
    """One problem's. `mutants` leaves out the equivalent ones; `bands` has (floor, band) for each type of number."""

    revision: str
    cases: int
    checks: int
    mutants: int
    killed: int
    equivalent: int
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def describe(self) -> dict[str, int]:
        """What a learner is shown."""
        return {"mutants": self.mutants, "killed": self.killed, "equivalent": self.equivalent}


def read(problems: Path) -> dict[str, Quality]:
    """All entries by slug; none where there is no file, or none that can be read."""
    try:
        entries: dict[str, Any] = json.loads((problems / FILE).read_text(encoding="utf-8"))
        return {
            slug: Quality(**{**entry, "bands": {name: (pair[0], pair[1]) for name, pair in entry["bands"].items()}})
            for slug, entry in entries.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        log.error("%s cannot be read: %r", problems / FILE, error)
        return {}


def write(problems: Path, measured: Mapping[str, Quality], docs: Path | None = None) -> None:
    """Put new entries beside the old ones, forget problems that are gone, and lay out the page in `docs`."""
    known = {slug: entry for slug, entry in {**read(problems), **measured}.items() if (problems / slug).is_dir()}
    lines = [f"{json.dumps(slug)}: {json.dumps(asdict(known[slug]))}" for slug in sorted(known)]  # a line each
    (problems / FILE).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    if docs is not None:
        (docs / PAGE).write_text(page(known), encoding="utf-8")


def page(entries: Mapping[str, Quality]) -> str:
    """The table for people."""
    rows = [
        "| problem | cases | checks | mutants | killed | equivalent | floor of band |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for slug, entry in sorted(entries.items()):
        bands = "; ".join(f"{name} {floor:.0e} of {band:.0e}" for name, (floor, band) in sorted(entry.bands.items()))
        numbers = (entry.cases, entry.checks, entry.mutants, entry.killed, entry.equivalent)
        rows.append(f"| {slug} | {' | '.join(map(str, numbers))} | {bands or 'exact'} |")
    return HEAD + "\n".join(rows) + "\n"
