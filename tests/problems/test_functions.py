"""Problems solved by a plain function, against every submission they ship: what `python -m app check` proves."""

import pytest

from tests.problems.proof import CATALOG, PROBLEMS, holds, slugs


def test_every_folder_is_a_problem():
    folders = [path.name for path in PROBLEMS.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))]
    assert CATALOG.broken == {}
    assert sorted(CATALOG) == sorted(folders) == sorted([*slugs(True), *slugs(False)])
    assert len(CATALOG) >= 12


def test_the_bank_has_every_kind_that_the_format_carries():
    kinds = {problem.kind for problem in CATALOG.values()}
    assert kinds >= {"function", "backward", "module", "stateful", "python", "repair"}


@pytest.mark.slow
@pytest.mark.parametrize("slug", slugs(functions=True))
def test_a_problem_holds(real_judge, slug):
    """Every submission gets its folder's verdict at its named case; no case is idle; the starter fails; gradcheck."""
    holds(real_judge, slug)
