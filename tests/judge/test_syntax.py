"""Parsing in many threads at once."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest

from app.judge.syntax import parse

SOURCE = "def f(x):\n    return [(a + b) * (c - d) for a in x for b in x for c in x for d in x]\n" * 40


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns often, and where objects are made: the collector runs code of ours there."""

    class Circle:
        def __init__(self) -> None:
            self.self = self

        def __del__(self) -> None:
            sum(range(100))

    def litter(phase: str, info: dict[str, int]) -> None:
        Circle()

    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(20, 2, 2)
    gc.callbacks.append(litter)
    yield
    gc.callbacks.remove(litter)
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("restless")
def test_threads_do_not_disturb_each_other() -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(15):
                parse(SOURCE)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
