"""What holds for every problem of the bank, split over two files so that two test workers share the work."""

from app.catalog import Catalog
from app.judge.check import prove
from app.judge.judge import Judge
from app.settings import ROOT

PROBLEMS = ROOT / "problems"
CATALOG = Catalog(PROBLEMS)
FUNCTIONS = ("function", "backward")


def slugs(functions: bool) -> list[str]:
    """The problems whose solution is a plain function, or the others; alphabetically."""
    return sorted(slug for slug, problem in CATALOG.items() if (problem.kind in FUNCTIONS) is functions)


def holds(judge: Judge, slug: str) -> None:
    proof = prove(PROBLEMS / slug, judge)
    assert proof.faults == []
    assert proof.submissions >= 5
