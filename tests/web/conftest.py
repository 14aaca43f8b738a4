"""A small problem bank, a fake judge, and the app between them."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from app.database import connect, migrate
from app.main import create_app
from app.settings import Settings
from tests.web.fake_judge import FakeJudge

TOML = """\
title = "{title}"
difficulty = "{difficulty}"
topics = ["{topic}", "numerics"]
functions = ["double"]
forbid = ["*mul*"]
[checks]
gradients = ["x"]
[limits]
wall_seconds = 5
"""


def write_problem(
    folder: Path, slug: str, title: str = "", difficulty: str = "easy", topic: str = "shapes", toml: str = ""
) -> Path:
    """A whole problem, as small as one can be."""
    problem = folder / slug
    files = {
        "problem.toml": toml or TOML.format(title=title or slug.capitalize(), difficulty=difficulty, topic=topic),
        "statement.md": "Return twice `x`, that is $2x$. Nothing else.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "starter.py": "def double(x):\n    raise NotImplementedError\n",
        "reference.py": "def double(x):\n    return 2 * x\n",
        "cases.py": "def cases():\n    yield None\n",
        "hints.md": "1. Add it to itself.\n2. Or *multiply*.\n",
        "editorial.md": "## The idea\nSecret: $x + x$.\n",
        "submissions/accepted/a_sum.py": "def double(x):\n    return x + x\n",
        "submissions/accepted/b_shift.py": "def double(x):\n    return x - -x\n",
        "submissions/wrong_answer/same.py": '"""You forget.\nCaught by: one"""\n\n\ndef double(x):\n    return x\n',
    }
    for name, text in files.items():
        file = problem / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return problem


def eventually(condition: Callable[[], Any], seconds: float = 5) -> Any:
    """What the condition gives once it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.005)
    raise AssertionError(f"this did not happen within {seconds} s")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("TORCHYARD_"):
            monkeypatch.delenv(name)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "problems"
    write_problem(folder, "double", "Double it", topic="shapes")
    write_problem(folder, "layer-norm", "LayerNorm", "medium", topic="normalization")
    write_problem(folder, "flash", "Flash attention", "hard", topic="attention")
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables: made once, because Alembic takes longer than most tests."""
    path = tmp_path_factory.mktemp("database") / "torchyard.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def settings(tmp_path: Path, bank: Path, empty_database: Path) -> Settings:
    (tmp_path / "data").mkdir()
    shutil.copy(empty_database, tmp_path / "data")
    return Settings(data=tmp_path / "data", problems=bank, judge="external", queue_size=3)


@pytest.fixture
def judge(settings: Settings) -> Iterator[FakeJudge]:
    settings.prepare()
    fake = FakeJudge(settings.socket).start()
    yield fake
    fake.stop()


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings)


class LiveServer:
    """The app behind a real port: the same HTTP that a browser speaks, streams and cut connections included."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, lifespan="on")
        self._server = uvicorn.Server(config)
        # The protocol by name, or asyncio does not switch Nagle off and each answer takes 40 ms.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> "LiveServer":
        self._thread.start()
        eventually(lambda: self._server.started)
        self.client = httpx.Client(base_url=self.url, timeout=20, verify=False)  # there is no TLS to set up for
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def alone(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of a server that has no judge."""
    with LiveServer(app) as server:
        yield server.client


@pytest.fixture
def live(judge: FakeJudge, app: FastAPI) -> Iterator[LiveServer]:
    """A server whose judge is there."""
    with LiveServer(app) as server:
        eventually(lambda: app.state.services.dispatcher.up)
        yield server


@pytest.fixture
def client(live: LiveServer) -> httpx.Client:
    """A client of that server."""
    return live.client


@pytest.fixture
def hand_in(client: httpx.Client) -> Callable[..., dict[str, Any]]:
    """Hand in code and give the attempt, waited for."""

    def do(code: str, slug: str = "double", wait: float = 5, **more: Any) -> dict[str, Any]:
        answer = client.post(f"/api/problems/{slug}/attempts", json={"code": code, **more})
        assert answer.status_code == 202, answer.text
        return client.get(f"/api/attempts/{answer.json()['id']}", params={"wait": wait}).json()

    return do
