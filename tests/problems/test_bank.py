"""Every problem of the bank, against every submission it ships: what `python -m app check` proves."""

import pytest

from app.catalog import Catalog
from app.judge.check import prove
from app.settings import ROOT

PROBLEMS = ROOT / "problems"
SLUGS = sorted(path.name for path in PROBLEMS.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def test_every_folder_is_a_problem():
    catalog = Catalog(PROBLEMS)
    assert catalog.broken == {}
    assert sorted(catalog) == SLUGS
    assert len(SLUGS) >= 12


def test_the_bank_has_every_kind_that_the_format_carries():
    assert {problem.kind for problem in Catalog(PROBLEMS).values()} >= {
        "function", "backward", "module", "stateful", "python", "repair"
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_a_problem_holds(real_judge, slug):
    """Each submission gets its folder's verdict at its named case, no case is idle, the starter fails, gradcheck passes."""
    proof = prove(PROBLEMS / slug, real_judge)
    assert proof.faults == []
    assert proof.submissions >= 5
