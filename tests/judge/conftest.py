"""The judge of a test worker: started once, because a zygote imports torch for seconds."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.judge.attempt import Job
from app.judge.judge import Judge
from app.judge.pool import Pool
from app.judge.verdict import described
from app.settings import ROOT
from tests.judge.bank import HandIn, Report, Talk, judge_of, shared_pool, write


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    pool = shared_pool()
    yield pool
    pool.stop()


@pytest.fixture(scope="session")
def small_bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("problems")
    write(folder / "double")
    return folder


@pytest.fixture(scope="session")
def judge(pool: Pool, small_bank: Path) -> Judge:
    """Knows the small problem `double` alone."""
    return judge_of(small_bank)


@pytest.fixture(scope="session")
def real_judge(pool: Pool) -> Judge:
    """Knows the problems that ship."""
    return judge_of(ROOT / "problems")


@pytest.fixture(scope="session")
def hand_in(judge: Judge, real_judge: Judge) -> HandIn:
    """Judge a submission, and hold the report to what holds for every report."""

    def do(
        code: str, slug: str = "double", events: list[Any] | None = None, salt: int | None = 0, **more: Any
    ) -> Report:
        seen: list[Any] = []
        job = Job("test", slug, textwrap.dedent(code), salt=salt, **more)
        report = (judge if slug == "double" else real_judge).judge(job, lambda event: seen.append(described(event)))
        json.dumps([report, seen], allow_nan=False)  # NaN and infinity are no JSON: a browser could not read them
        assert report["sentence"], "every verdict has a sentence"
        if events is not None:
            events += seen
        return report

    return do


@pytest.fixture
def runner(pool: Pool) -> Iterator[Talk]:
    """A real runner, spoken to in frames, without a judge."""
    taken = pool.take()
    yield Talk(taken)
    taken.close()
