"""The real problems and one judge for each test worker, shared with tests/judge."""

from collections.abc import Iterator

import pytest

from app.catalog import Catalog
from app.judge.judge import Judge
from app.judge.oracle import Problems
from app.settings import ROOT
from tests.judge.bank import judge_of, shared_pool


@pytest.fixture(scope="session")
def real_judge() -> Iterator[Judge]:
    pool = shared_pool()
    yield judge_of(ROOT / "problems")
    pool.stop()


@pytest.fixture(scope="session")
def problems() -> Problems:
    """References and accepted solutions, in this process: no runner is needed to fuzz them."""
    return Problems(Catalog(ROOT / "problems"))
