"""A full disk, a locked database, one from the future: a code for machines, a sentence for people, nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.attempts import Attempts
from app.database import MIGRATIONS, connect, head, migrate, sessions
from app.settings import ROOT
from bench.yard import Yard, until
from tests.web.fake_judge import FakeJudge, report

SLUG = "stable-softmax"
DRAFT = f"/api/problems/{SLUG}/draft"
LARGE = "x" * 60_000


@pytest.fixture
def judge(tmp_path: Path) -> Iterator[FakeJudge]:
    fake = FakeJudge(tmp_path / "judge.sock").start()
    yield fake
    fake.stop()


# A real disk that is really full: a file system of a few MiB, which only the server sees.

UNSHARE = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
MOUNT = 'mount -t tmpfs -o size=2m none "$0" && exec "$@"'


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    trial = subprocess.run([*UNSHARE, "sh", "-c", MOUNT, str(folder), "true"], capture_output=True, timeout=20)
    return trial.returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path, judge: FakeJudge) -> Iterator[Yard]:
    data = tmp_path / "data"
    data.mkdir()
    if not can_mount(data):
        pytest.skip("this host lets us mount nothing")
    prefix = [*UNSHARE, "sh", "-c", MOUNT, str(data)]
    yard = Yard(data, prefix, judge="external", judge_socket=judge.path).start()
    yield yard
    yard.stop()


def fill(yard: Yard) -> Path:
    """Leave not a byte free on the server's disk."""
    filler = Path(f"/proc/{yard.pid}/root{yard.data}/filler")
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError as error:
                assert error.errno == 28
    return filler


def test_a_full_disk(small_disk, judge):
    yard, learner = small_disk, small_disk.learner()
    assert learner.call("PUT", DRAFT, {"code": "first"}).status == 200
    running = learner.submit(SLUG, "hang")
    until(judge.orders)
    filler = fill(yard)

    for answer in (learner.call("PUT", DRAFT, {"code": LARGE}), learner.post(SLUG, "accept" + " " * 50_000)):
        assert answer.status == 503
        error = answer.body["error"]
        assert error["code"] == "disk_full"
        assert "disk is full" in error["message"]
        assert "What was stored before is safe" in error["message"]
        assert int(answer.headers["retry-after"]) > 0
    assert learner.call("GET", DRAFT).body["code"] == "first", "what was stored before is safe"
    assert learner.call("GET", f"/problems/{SLUG}").status == 200, "pages are still there"
    assert len(judge.orders()) == 1, "what is not stored is not judged"

    judge.finish(running, report(sentence="y" * 100_000))
    until(lambda: "full" in str(learner.call("GET", "/healthz").body["storage"]), 10)
    assert learner.call("GET", f"/api/attempts/{running}").body["status"] != "done", "nobody hears what is not kept"

    filler.unlink()
    assert learner.call("PUT", DRAFT, {"code": LARGE}).status == 200
    assert learner.wait(running, 30)["verdict"] == "accepted", "the report waited for room"
    assert learner.call("GET", "/healthz").body["storage"] is None
    assert learner.wait(learner.submit(SLUG, "accept"))["verdict"] == "accepted"
    with closing(sqlite3.connect(f"/proc/{yard.pid}/root{yard.database}")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_server_that_is_killed_on_a_full_disk(small_disk, judge):
    """What was stored survives; what was being judged is judged again."""
    yard, learner = small_disk, small_disk.learner()
    assert learner.call("PUT", DRAFT, {"code": "first"}).status == 200
    running = learner.submit(SLUG, "hang")
    until(judge.orders)
    fill(yard)
    assert learner.call("PUT", DRAFT, {"code": LARGE}).status == 503
    copy = yard.data.parent / "copy"
    shutil.copytree(f"/proc/{yard.pid}/root{yard.data}", copy, ignore=shutil.ignore_patterns("filler", "*.sock"))
    yard.kill()
    judge.received.clear()
    again = Yard(copy, judge="external", judge_socket=judge.path).start()
    try:
        again_learner = again.learner(learner.cookie)
        until(judge.orders)
        judge.finish(running)
        assert again_learner.wait(running)["verdict"] == "accepted"
        assert again_learner.call("GET", DRAFT).body["code"] == "first"
    finally:
        again.stop()


# A database that somebody else holds.


@pytest.fixture
def yard(tmp_path: Path, judge: FakeJudge) -> Iterator[Yard]:
    yard = Yard(tmp_path / "data", judge="external", judge_socket=judge.path).start()
    yield yard
    yard.stop()


@pytest.mark.slow
def test_a_locked_database(yard, judge):
    learner, other = yard.learner(), yard.learner()
    assert learner.call("PUT", DRAFT, {"code": "first"}).status == 200
    running = learner.submit(SLUG, "hang")
    until(judge.orders)
    with closing(sqlite3.connect(yard.database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        judge.finish(running)
        answers = []
        writers = [
            threading.Thread(target=lambda method=method: answers.append(method()))
            for method in (
                *[lambda: yard.learner().call("PUT", DRAFT, {"code": "second"})] * 4,
                *[lambda: yard.learner().post(SLUG, "accept")] * 12,
            )
        ]
        for writer in writers:
            writer.start()
        time.sleep(0.3)
        began = time.monotonic()
        other.call("GET", f"/problems/{SLUG}")
        assert learner.call("GET", f"/api/attempts/{running}").body["status"] != "done"
        assert time.monotonic() - began < 3, "readers do not wait for a writer"
        answer = learner.post(SLUG, "accept")
        assert (answer.status, answer.body["error"]["code"]) == (503, "database_busy")
        assert "not stored" in answer.body["error"]["message"]
        for writer in writers:
            writer.join(30)
        assert {(answer.status, answer.body["error"]["code"]) for answer in answers} == {(503, "database_busy")}
        assert learner.call("GET", DRAFT).body["code"] == "first"
        holder.execute("ROLLBACK")
    assert learner.wait(running)["verdict"] == "accepted"
    assert len(yard.rows("SELECT id FROM attempts")) == 1


# A database from the past.


def test_what_an_older_version_stored_is_kept(tmp_path):
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = connect(f"sqlite:///{tmp_path / 'torchyard.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO attempts "
            "(id, learner, problem, number, revision, mode, device, code, status, sentence, tries, created) "
            "VALUES ('old', 'one', 'double', 1, 'r', 'submit', 'auto', 'x', 'done', '', 1, '2026-01-01')"
        )
    migrate(engine)
    attempt = Attempts(sessions(engine)).get("old")
    assert (attempt.code, attempt.reveal) == ("x", False)
    engine.dispose()


# A server that cannot work says why in one line and does not start.


def refused(data: Path) -> str:
    environment = os.environ | {"TORCHYARD_DATA": str(data), "TORCHYARD_PORT": "0", "TORCHYARD_JUDGE": "external"}
    run = subprocess.run(
        [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 2
    assert run.stderr.strip().count("\n") == 0, run.stderr
    return run.stderr


@pytest.fixture
def database(tmp_path: Path) -> Path:
    engine = connect(f"sqlite:///{tmp_path / 'torchyard.db'}")
    migrate(engine)
    engine.dispose()
    return tmp_path / "torchyard.db"


def test_a_database_from_the_future(database):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = database.read_bytes()
    said = refused(database.parent)
    assert "made by a newer Torchyard" in said
    assert "9999" in said and head() in said
    assert "Nothing was changed" in said
    assert database.read_bytes() == before


def test_a_database_that_is_none(database):
    database.write_bytes(b"this is a diary\n" * 1000)
    assert "damaged" in refused(database.parent)


def test_a_database_that_is_held(database):
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE alembic_version SET version_num = '0001'")
        assert "database is locked" in refused(database.parent)
