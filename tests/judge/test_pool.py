"""The pool: spares ahead of demand, and what is left of runners and zygotes that died."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.judge.attempt import Job
from app.judge.cgroup import Group
from tests.judge.bank import Talk, eventually, ignore, submit

RIGHT = "def double(x):\n    return x + x\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="runners are Linux processes")


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def at_rest(pool) -> bool:
    """All spares are there."""
    return pool.spares.qsize() >= pool.size and not pool.zygote.dead


# ---- spares --------------------------------------------------------------------------------------------------------


def test_spares_are_ready_before_anybody_asks(pool):
    eventually(lambda: at_rest(pool))
    started = time.monotonic()
    runner = pool.take()
    assert time.monotonic() - started < 0.1
    assert Talk(runner).load("x = 1") == {"loaded": True}
    runner.close()


def test_a_spare_that_was_taken_is_replaced(pool):
    eventually(lambda: at_rest(pool))
    runners = [pool.take() for _ in range(4)]
    assert len({runner.token for runner in runners}) == 4
    for runner in runners:
        runner.close()
    eventually(lambda: at_rest(pool))


def test_a_spare_that_died_while_waiting_is_not_handed_out(pool):
    eventually(lambda: at_rest(pool))
    dead = pool.spares.get()
    dead.kill()
    dead.wait(5)
    pool.spares.put(dead)
    for _ in range(pool.size + 1):
        runner = pool.take()
        assert runner is not dead
        assert Talk(runner).load("x = 1") == {"loaded": True}
        runner.close()
    assert dead.fd == -1


def test_a_runner_is_one_process_for_one_attempt(pool):
    """What the first learner leaves in a process is not there for the second."""
    answers = []
    for _ in range(3):
        runner = pool.take()
        talk = Talk(runner)
        talk.load("import torch\nprint(hasattr(torch, 'left'))\ntorch.left = 1\n")
        answers.append(talk.printed())
        runner.close()
    assert answers == ["False\n"] * 3


# ---- the end of a runner -------------------------------------------------------------------------------------------


def test_a_runner_that_is_closed_dies(pool):
    runner = pool.take()
    runner.close()
    runner.wait(5)
    assert runner.gone.is_set()
    assert (runner.fd, runner.output) == (-1, -1)
    runner.close()  # twice does no harm


def test_a_runner_dies_when_the_judge_hangs_up(pool):
    runner = pool.take()
    os.close(runner.fd)
    runner.fd = -1
    assert runner.wait(5)["code"] == 0
    runner.close()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import os; os._exit(7)", 7),
        ("import os; os._exit(0)", 0),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_how_a_runner_ended_is_known(pool, source, code):
    runner = pool.take()
    with pytest.raises(Exception):  # noqa: B017  # it hangs up instead of answering
        Talk(runner).load(source)
    end = runner.wait(5)
    assert end["code"] == code
    assert end["cpu"] > 0
    assert end["rss"] > 1 << 20
    runner.close()


def test_a_busy_runner_is_killed_at_once(pool):
    runner = pool.take()
    threading.Timer(0.2, runner.kill).start()
    started = time.monotonic()
    with pytest.raises(Exception):  # noqa: B017  # it is gone
        Talk(runner).load("while True: pass")
    assert runner.wait(5)["code"] == -signal.SIGKILL
    assert time.monotonic() - started < 3
    runner.close()


def test_waiting_for_one_that_lives_ends_without_an_answer(pool):
    runner = pool.take()
    assert runner.wait(0.05) == {"code": None, "cpu": 0.0, "rss": 0}
    runner.close()


# ---- the end of a zygote -------------------------------------------------------------------------------------------


def test_a_zygote_that_is_killed_is_replaced_and_the_next_attempt_judged(pool, judge):
    before = pool.zygote
    os.kill(before.process.pid, signal.SIGKILL)
    eventually(lambda: before.dead)
    report = submit(judge, "double", RIGHT)
    assert report["verdict"] == "accepted", report["sentence"]
    assert pool.zygote is not before
    assert before.process.returncode == -signal.SIGKILL
    eventually(lambda: at_rest(pool))


def test_an_attempt_whose_zygote_is_killed_under_it_is_judged_again(pool, judge):
    eventually(lambda: at_rest(pool))
    before = pool.zygote
    slow = "import time\ndef double(x):\n    time.sleep(0.3)\n    return x + x\n"
    reports, events = [], []
    attempt = threading.Thread(
        target=lambda: reports.append(judge.judge(Job("t", "double", slow, salt=0), events.append))
    )
    attempt.start()
    eventually(lambda: any(event["kind"] == "case" for event in events))
    os.kill(before.process.pid, signal.SIGKILL)
    attempt.join(120)  # another zygote imports torch first, on a busy machine slowly
    assert reports[0]["verdict"] == "accepted", reports[0]["sentence"]
    assert [event["kind"] for event in events].count("started") == 2
    eventually(lambda: at_rest(pool))


def test_no_process_outlives_its_zygote(pool):
    """The runners of a killed zygote die with it."""
    eventually(lambda: at_rest(pool))
    runner = pool.take()
    os.kill(pool.zygote.process.pid, signal.SIGKILL)
    runner.gone.wait(5)
    eventually(lambda: _hung_up(runner.fd))
    runner.close()
    eventually(lambda: at_rest(pool))


def _hung_up(fd: int) -> bool:
    try:
        return os.read(fd, 1) == b""
    except ConnectionError:
        return True


def test_a_zygote_dies_with_its_judge():
    """However the judge dies: nobody is left to start an attempt, or to go on with one."""
    code = """
import os, sys
from app.judge.pool import Pool
pool = Pool(1)
pool.take()
print(pool.zygote.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).parents[2]
    judge = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60)
    pid = int(judge.stdout)
    eventually(lambda: not Path(f"/proc/{pid}").exists() or "zombie" in Path(f"/proc/{pid}/status").read_text())


# ---- leaks ---------------------------------------------------------------------------------------------------------


def test_fifty_attempts_leave_no_descriptor_behind(pool, judge):
    """Right ones, wrong ones, and some that die."""
    codes = [
        RIGHT,
        "def double(x):\n    return x\n",
        "import os\nos._exit(1)\n",
        "def (",
        "1 / 0",
        "print('x' * 99999)",
    ]
    for code in codes:
        submit(judge, "double", code)
    eventually(lambda: at_rest(pool))
    before, size = descriptors(), pool.size
    for number in range(50):
        assert submit(judge, "double", codes[number % len(codes)])["verdict"] != "judge_error"
    # A pool that had to grow meanwhile holds two descriptors more for each spare.
    eventually(lambda: at_rest(pool) and descriptors() <= before + 2 * (pool.size - size))
    assert len(pool.zygote.runners) <= pool.size + 2


def test_attempts_that_fail_in_the_judge_give_their_runner_back(pool, judge, monkeypatch):
    eventually(lambda: at_rest(pool))
    before, size = descriptors(), pool.size

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("app.judge.all_checks.compare_case", fail)
    for _ in range(5):
        assert submit(judge, "double", RIGHT)["verdict"] == "judge_error"
    eventually(lambda: at_rest(pool) and descriptors() <= before + 2 * (pool.size - size))


def test_a_cancelled_attempt_gives_its_runner_back(pool, judge):
    eventually(lambda: at_rest(pool))
    before, size = descriptors(), pool.size
    job = Job("t", "double", "while True: pass", salt=0)
    threading.Timer(0.1, job.cancelled.set).start()
    assert judge.judge(job, ignore)["cancelled"]
    eventually(lambda: at_rest(pool) and descriptors() <= before + 2 * (pool.size - size))


def test_a_limit_that_could_not_be_written_is_not_taken_for_set(tmp_path):
    """Groups are used again: the next runner must not go without."""
    group = Group(tmp_path / "memory", tmp_path / "pids", version=1, home=None)
    with pytest.raises(OSError):
        group.limit(1 << 20)
    (tmp_path / "memory").mkdir()
    group.limit(1 << 20)
    assert int((tmp_path / "memory" / "memory.limit_in_bytes").read_text()) > 1 << 20
