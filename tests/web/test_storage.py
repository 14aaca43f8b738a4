"""The database: migrations, times, attempts, drafts."""

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, StatementError

from app import database
from app.attempts import Attempts, outcome
from app.database import Base, connect, migrate, sessions
from app.drafts import DraftMoved, Drafts
from app.models import Attempt, GiveUp
from tests.web.fake_judge import report


@pytest.fixture
def engine(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'yard.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def attempts(engine):
    return Attempts(sessions(engine))


@pytest.fixture
def drafts(engine):
    return Drafts(sessions(engine))


def add(attempts, learner="one", problem="double", code="x", mode="submit", verdict=None):
    attempt = attempts.add(
        learner=learner, problem=problem, revision="r", mode=mode, device="auto", code=code, scratch=None
    )
    if verdict:
        attempts.finish(attempt.id, report(verdict), 1)
    return attempt


def test_migrations_make_exactly_what_the_models_say(engine):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_back_and_forth(engine):
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", "attempts", "drafts", "give_ups"}


def test_a_second_start_does_not_even_import_alembic(engine, tmp_path):
    code = (
        "import sys; from app.database import connect, migrate; "
        f"migrate(connect('sqlite:///{tmp_path / 'yard.db'}')); print('alembic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "False"


def test_sqlite_is_set_up_for_many_readers(engine):
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 5000
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 1


def test_times_come_back_in_utc(engine, attempts):
    east = datetime(2026, 1, 1, 3, 0, tzinfo=timezone(timedelta(hours=3)))
    with sessions(engine).begin() as session:
        session.add(GiveUp(learner="one", problem="double", created=east))
    with sessions(engine)() as session:
        stored = session.get(GiveUp, ("one", "double")).created
    assert stored == east
    assert stored.tzinfo is UTC
    with pytest.raises(StatementError, match="without a zone"), sessions(engine).begin() as session:
        session.add(GiveUp(learner="one", problem="other", created=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_an_attempt_is_on_disk_when_add_returns(engine, attempts, tmp_path):
    attempt = add(attempts, code="π = 3")
    with sqlite3.connect(tmp_path / "yard.db") as other:
        rows = other.execute("SELECT id, code, status FROM attempts").fetchall()
    other.close()
    assert rows == [(attempt.id, "π = 3", "queued")]


def test_numbers_count_for_each_learner_and_problem(attempts):
    assert [add(attempts).number for _ in range(3)] == [1, 2, 3]
    assert add(attempts, problem="other").number == 1
    assert add(attempts, learner="two").number == 1


def test_numbers_are_not_taken_twice(attempts):
    numbers = []
    threads = [threading.Thread(target=lambda: numbers.append(add(attempts).number)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 17))


def test_ids_cannot_be_guessed(attempts):
    ids = {add(attempts).id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(id) == 16 for id in ids)


def test_life_of_an_attempt(attempts):
    id = add(attempts).id
    assert [attempt.id for attempt in attempts.unfinished()] == [id]
    attempts.begin(id, 2)
    running = attempts.get(id)
    assert (running.status, running.tries) == ("running", 2)
    finished = attempts.finish(id, report("wrong_answer"), 2)
    stored = attempts.get(id)
    for column in Attempt.__table__.columns:
        assert getattr(finished, column.name) == getattr(stored, column.name), "it is told as it is stored"
    done = attempts.get(id)
    assert (done.status, done.verdict, done.passed, done.total, done.wall) == ("done", "wrong_answer", 0, 3, 0.014)
    assert done.created <= done.started <= done.finished
    assert done.report == report("wrong_answer")
    assert not attempts.unfinished()


def test_the_first_report_counts(attempts):
    id = add(attempts).id
    attempts.finish(id, report("accepted"), 1)
    assert attempts.finish(id, report("wrong_answer"), 1) is None
    attempts.begin(id, 2)
    done = attempts.get(id)
    assert (done.status, done.verdict, done.tries) == ("done", "accepted", 1)


@pytest.mark.parametrize(
    "odd",
    [{}, {"cost": None}, {"cost": []}, {"cost": {"wall": "fast"}}, {"passed": "3", "total": 1.5}, {"passed": True},
     {"sentence": None}],
)  # fmt: skip
def test_odd_reports_are_kept_as_they_are(attempts, odd):
    id = add(attempts).id
    attempts.finish(id, odd, 1)
    stored = attempts.get(id)
    assert stored.report == odd
    assert (stored.passed, stored.total, stored.wall) == (None, None, None)
    assert outcome(odd)["sentence"] == ""


def test_attempts_of_others_are_not_found(attempts):
    id = add(attempts, learner="two").id
    assert attempts.get(id, "two") is not None
    assert attempts.get(id, "one") is None
    assert attempts.page("one") == ([], 0)


def test_standings(attempts):
    add(attempts, problem="solved", verdict="accepted")
    last = add(attempts, problem="solved", verdict="wrong_answer")
    add(attempts, problem="run only", mode="run", verdict="accepted")
    add(attempts, problem="surrendered", verdict="wrong_answer")
    attempts.give_up("one", "surrendered")
    attempts.give_up("one", "never tried")
    add(attempts, problem="both", verdict="accepted")
    attempts.give_up("one", "both")
    add(attempts, learner="two", problem="of another", verdict="accepted")
    expected = {
        "solved": "solved", "run only": "tried", "surrendered": "given_up", "never tried": "given_up", "both": "solved",
    }  # fmt: skip
    standings = attempts.standings("one")
    assert {problem: standing.status for problem, standing in standings.items()} == expected
    assert standings["solved"].last.id == last.id
    for problem, status in {**expected, "untouched": "new", "of another": "new"}.items():
        standing = attempts.standing("one", problem)
        assert standing.status == status
        assert standing.unlocked is (status in ("solved", "given_up"))


def test_code_to_compare(attempts):
    assert attempts.code_to_compare("one", "double") is None
    add(attempts, code="run", mode="run", verdict="accepted")
    assert attempts.code_to_compare("one", "double") is None
    add(attempts, code="first", verdict="accepted")
    add(attempts, code="second", verdict="accepted")
    add(attempts, code="worse", verdict="wrong_answer")
    assert attempts.code_to_compare("one", "double") == "second"


def test_lists_leave_the_reports_on_disk(attempts):
    from sqlalchemy import inspect as look

    add(attempts, verdict="accepted")
    (row,), _ = attempts.page("one")
    assert "report" in look(row).unloaded


def test_drafts(drafts):
    assert drafts.get("one", "double") is None
    first = drafts.put("one", "double", "a", "")
    assert drafts.get("one", "double").code == "a"
    assert drafts.get("two", "double") is None
    second = drafts.put("one", "double", "b", "s", base=first.updated)
    with pytest.raises(DraftMoved) as caught:
        drafts.put("one", "double", "c", "", base=first.updated)
    assert (caught.value.draft.code, caught.value.draft.scratch) == ("b", "s")
    assert drafts.put("one", "double", "b", "s", base=first.updated).code == "b", "the same text is no conflict"
    drafts.put("one", "other", "x", "")
    assert [problem for problem, _ in drafts.latest("one")] == ["other", "double"]
    drafts.delete("one", "double")
    assert drafts.get("one", "double") is None
    assert second.updated >= first.updated


def test_nothing_is_stored_without_its_parts(engine):
    with pytest.raises(IntegrityError), sessions(engine).begin() as session:
        session.add(Attempt(learner="one", problem="double"))
