"""Pools for problems that are worked on just now: their runners have closed already what the problem forbids."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.catalog import Catalog
from app.judge import hot
from app.judge.hot import Hot
from app.judge.judge import Judge
from app.judge.oracle import Problems
from app.judge.pool import Pool
from tests.judge.bank import DOUBLE, eventually, submit, write

BANK = Catalog(Path(__file__).parents[2] / "problems")
linux = pytest.mark.skipif(sys.platform != "linux", reason="runners are Linux processes")
FORBIDS = DOUBLE["problem.toml"].replace('"*softmax*"', '"relu", "autograd"')
RIGHT = "def double(x):\n    return x + x\n"
FORBIDDEN = "import torch\n\n\ndef double(x):\n    getattr(torch, 're' + 'lu')(x)\n    return x + x\n"
SWALLOWED = (
    "def double(x):\n    try:\n        x.clone().relu_()\n    except RuntimeError:\n        pass\n    return x + x\n"
)
ENGINE = "import torch\n\n\ndef double(x):\n    torch.autograd.grad(x.sum(), x)\n    return x + x\n"
WHO = "import os\n\n\ndef double(x):\n    print(os.getuid())\n    return x + x\n"


# ---- which problems get one ----------------------------------------------------------------------------------------


class Stand(SimpleNamespace):
    """In a pool's place."""

    def take_within(self, seconds: float) -> str | None:
        assert seconds == 0, "nobody waits for one"
        return None if self.stopped else f"runner of {self.forbid}"

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def made() -> list[Stand]:
    return []


@pytest.fixture
def pools(made: list[Stand]) -> Hot:
    def make(forbid: tuple[str, ...]) -> Stand:
        made.append(Stand(forbid=forbid, stopped=False))
        return made[-1]

    return Hot(make)  # type: ignore[arg-type]


def ask(pools: Hot, *names: str) -> list[object]:
    """Attempts at problems that forbid these, one after the other."""
    taken = []
    for name in names:
        taken.append(pools.take((name,)))
        pools.make_room((name,))
    return taken


def test_what_is_asked_for_twice_is_hot(pools, made):
    assert ask(pools, "a", "b", "a", "b", "a") == [None, None, None, None, "runner of ('a',)"]
    assert [pool.forbid for pool in made] == [("a",), ("b",)]


def test_what_was_asked_for_long_ago_is_not(pools, made):
    ask(pools, "a", *map(str, range(hot.LATELY)), "a")
    assert made == []


def test_a_problem_that_forbids_nothing_needs_none(pools, made):
    for _ in range(5):
        assert pools.take(()) is None
        pools.make_room(())
    assert made == []


def test_there_are_few_and_one_that_was_used_lately_stays(pools, made, monkeypatch):
    ask(pools, *(str(i) for i in range(hot.MOST) for _ in range(2)))
    ask(pools, "another", "another")
    assert len(made) == hot.MOST
    monkeypatch.setattr(hot, "STAYS_SECONDS", 0.0)
    ask(pools, "0", "another")
    assert [pool.forbid for pool in made if pool.stopped] == [("1",)], "the one that was not used for longest"
    assert ask(pools, "another") == ["runner of ('another',)"]


def test_a_pool_that_cannot_be_made_now_is_made_another_time(made):
    def fail(forbid: tuple[str, ...]) -> Stand:
        made.append(Stand(forbid=forbid, stopped=False))
        if len(made) < 3:
            raise BrokenPipeError("the zygote is gone")
        return made[-1]

    pools = Hot(fail)  # type: ignore[arg-type]
    assert ask(pools, *"aaaaa") == [None, None, None, None, "runner of ('a',)"]


# ---- with real runners ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(2)
    yield pool
    pool.stop()


@pytest.fixture
def judge(pool: Pool, tmp_path: Path) -> Judge:
    """It has a hot pool for the only problem that it knows."""
    write(tmp_path / "double", {"problem.toml": FORBIDS})
    judge = Judge(Problems(Catalog(tmp_path)), pool)
    for _ in range(2):
        assert submit(judge, "double", RIGHT)["verdict"] == "accepted"
    eventually(lambda: is_hot(pool))
    return judge


def is_hot(pool: Pool) -> bool:
    """Whether the next runner has its guard already."""
    return any(other.spares.qsize() for other in pool.hot.pools())


@linux
def test_its_runners_come_with_their_guard(pool, judge):
    eventually(lambda: is_hot(pool))
    (other,) = pool.hot.pools()
    assert other.zygote.seal is not None
    runner = pool.take(tuple(judge.problems["double"].problem.forbid))
    assert runner.zygote is other.zygote
    runner.close()
    assert pool.take().zygote is pool.zygote, "who forbids nothing gets a runner without one"


@linux
@pytest.mark.parametrize("slug", ["broadcast-shape", "matmul-shape", "dtype-inference", "mse-loss"])
def test_a_problem_that_forbids_what_the_judge_calls_can_have_one(pool, slug):
    """The zygote rehearses behind the guard, with tensors and names of torch that were taken before."""
    zygote = pool.zygote.guarded(tuple(BANK[slug].forbid))
    try:
        assert zygote.started.wait(20)
        assert "ready" in zygote.hello
    finally:
        zygote.stop()


@linux
@pytest.mark.parametrize(("code", "line"), [(FORBIDDEN, 5), (SWALLOWED, 3), (ENGINE, 5)])
def test_what_is_forbidden_is_caught_behind_it(pool, judge, code, line):
    eventually(lambda: is_hot(pool))
    report = submit(judge, "double", code)
    assert report["verdict"] == "forbidden_api"
    assert report["forbidden"][0]["line"] == line


@linux
def test_the_judge_itself_may_differentiate_behind_it(pool, judge):
    eventually(lambda: is_hot(pool))
    checks = [check["name"] for case in submit(judge, "double", RIGHT)["cases"] for check in case["checks"]]
    assert "grad x" in checks


@linux
def test_scratch_code_may_use_everything_all_the_same(pool, judge):
    eventually(lambda: is_hot(pool))
    scratch = "import torch\nprint(torch.relu(torch.tensor([-1.0, 2.0])).tolist())\n"
    report = submit(judge, "double", RIGHT, mode="run", scratch=scratch)
    assert report["scratch"]["output"] == "[0.0, 2.0]\n"


@linux
def test_no_two_runners_are_ever_the_same_user(pool, judge):
    eventually(lambda: is_hot(pool))
    if not pool.layers["own_uid"]:
        pytest.skip("this host lets nobody choose a user")
    hot_one = submit(judge, "double", WHO, mode="run")["output"].split()[0]
    runner = pool.take()
    try:
        assert abs(int(hot_one) - Path(f"/proc/{runner.pid}").stat().st_uid) >= 1000
    finally:
        runner.close()


@linux
def test_it_ends_and_is_made_anew_where_it_is_killed(pool, judge):
    eventually(lambda: is_hot(pool))
    (other,) = pool.hot.pools()
    first = other.zygote
    runner = other.spares.get()
    other._wanted.release()
    os.kill(parent(runner.pid), signal.SIGKILL)
    assert runner.gone.wait(10), "its runners die with it"
    runner.close()
    assert submit(judge, "double", RIGHT)["verdict"] == "accepted", "meanwhile there are others"
    eventually(lambda: other.zygote is not first and is_hot(pool))
    assert submit(judge, "double", FORBIDDEN)["verdict"] == "forbidden_api"


@linux
def test_it_dies_with_the_first_zygote(pool, judge):
    eventually(lambda: is_hot(pool))
    (other,) = pool.hot.pools()
    first, second = pool.zygote, other.zygote
    first.process.kill()
    eventually(lambda: first.dead and second.dead)
    assert submit(judge, "double", RIGHT)["verdict"] == "accepted"
    eventually(lambda: other.zygote is not second and is_hot(pool))
    assert submit(judge, "double", RIGHT)["verdict"] == "accepted"


@linux
def test_nothing_is_left_of_one_that_is_stopped(tmp_path):
    own = Pool(1)
    write(tmp_path / "double", {"problem.toml": FORBIDS})
    judge = Judge(Problems(Catalog(tmp_path)), own)
    for _ in range(2):
        submit(judge, "double", RIGHT)
    eventually(lambda: is_hot(own))
    (other,) = own.hot.pools()
    runner = other.spares.get()
    pids = [runner.pid, parent(runner.pid), own.zygote.process.pid]
    own.stop()
    eventually(lambda: not any(alive(pid) for pid in pids))
    runner.close()


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_nobody_waits_for_a_pool_that_has_none(made, pools):
    """A runner that is not ready at once comes from the pool of all."""
    ask(pools, "a", "a")
    made[0].stop()
    started = time.monotonic()
    assert ask(pools, "a") == [None]
    assert time.monotonic() - started < 1
