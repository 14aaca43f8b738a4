"""A real server with a real judge, to be killed in parts and as a whole."""

import os
from collections.abc import Iterator

import pytest

from bench.yard import Yard


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("TORCHYARD_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """One for all tests of a file: what one of them breaks, the next would notice."""
    yard = Yard(tmp_path_factory.mktemp("data"), slots=2).start()
    yard.healthy()
    yard.count_reports()
    yield yard
    yard.stop()


@pytest.fixture
def yard(server: Yard) -> Yard:
    server.healthy()
    return server
