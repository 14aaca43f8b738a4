"""Modules, classes, stateful objects, plain Python and repairs, against every submission they ship."""

import pytest

from tests.problems.proof import holds, slugs


@pytest.mark.slow
@pytest.mark.parametrize("slug", slugs(functions=False))
def test_a_problem_holds(real_judge, slug):
    """Every submission gets its folder's verdict at its named case; no case is idle; the starter fails; gradcheck."""
    holds(real_judge, slug)
