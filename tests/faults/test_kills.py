"""kill -9 of a runner, the zygote, the judge, the web process: nothing is lost, nothing is judged twice, all end."""

import threading
import time

import pytest

from app.dispatch import MAX_TRIES
from bench.faults import RIGHT, SLUG, WRONG, Campaign
from bench.yard import Yard, is_alive, kill, until

pytestmark = pytest.mark.slow

SLOW = "import time; time.sleep(0.5)\n"


class Work:
    """Attempts on their way: two run, the others wait."""

    def __init__(self, yard: Yard, count: int = 6, delay: str = SLOW) -> None:
        self.yard, self.learner = yard, yard.learner()
        codes = [delay + (WRONG if number % 3 == 2 else RIGHT) for number in range(count)]
        self.expected = {
            self.learner.submit(SLUG, code): "wrong_answer" if WRONG in code else "accepted" for code in codes
        }
        self.until_running()

    def until_running(self) -> None:
        until(lambda: "running" in dict(self.status()).values())

    def status(self) -> list[tuple[str, str]]:
        rows = self.yard.rows("SELECT id, status FROM attempts")
        return [(id, status) for id, status in rows if id in self.expected]

    def end(self) -> dict[str, int]:
        """Wait for the end; the verdict and the one report of each; how often each was sent."""
        until(lambda: all(status == "done" for _, status in self.status()), 120, 0.05)
        rows = self.yard.rows(
            "SELECT id, verdict, tries, sentence, (SELECT count(*) FROM written WHERE written.id = attempts.id) "
            "FROM attempts"
        )
        mine = {row[0]: row[1:] for row in rows if row[0] in self.expected}
        assert mine.keys() == self.expected.keys(), "none is lost"
        for id, (verdict, _, sentence, reports) in mine.items():
            assert verdict == self.expected[id], sentence
            assert reports == 1
        return {id: tries for id, (_, tries, _, _) in mine.items()}


def test_every_runner_killed(yard):
    work = Work(yard)
    for pid in yard.tree().runners:
        kill(pid)
    assert set(work.end().values()) == {1}, "the judge puts that right by itself"


def test_the_zygote_killed(yard):
    work = Work(yard)
    for pid in yard.tree().zygotes:
        kill(pid)
    assert set(work.end().values()) == {1}


def test_the_judge_killed(yard):
    work = Work(yard)
    before = yard.tree()
    kill(before.judge)
    tries = work.end()
    assert sorted(tries.values(), reverse=True)[0] == 2, "what it had in hand was sent again"
    assert sorted(tries.values())[:4] == [1] * 4, "what only waited was not"
    until(lambda: not any(map(is_alive, [before.judge, *before.zygotes, *before.runners])))


def test_the_judge_killed_while_somebody_cancels(yard):
    work = Work(yard)
    running = next(id for id, status in work.status() if status == "running")
    judge, other = yard.tree().judge, yard.learner(work.learner.cookie)
    caller = threading.Thread(target=other.call, args=("DELETE", f"/api/attempts/{running}"))
    caller.start()
    kill(judge)
    caller.join(30)
    attempt = work.learner.wait(running)
    assert attempt["verdict"] in (None, work.expected.pop(running)), "cancelled, or it was over before"
    work.end()


@pytest.mark.parametrize("what", ["the web process alone", "everything at once"])
def test_the_web_process_killed(yard, what):
    work = Work(yard)
    draft = f"/api/problems/{SLUG}/draft"
    assert work.learner.call("PUT", draft, {"code": what}).status == 200
    before = yard.tree()
    below = [before.judge, *before.zygotes, *before.runners]
    if what == "everything at once":
        for pid in reversed(below):
            kill(pid)
    yard.kill()
    until(lambda: not any(map(is_alive, below)), 20)
    yard.start()
    assert work.learner.call("GET", draft).body["code"] == what
    assert max(work.end().values()) == 2


def test_killed_while_starting(yard):
    work = Work(yard, count=4)
    for pause in (0.0, 0.3, 1.2):  # before it listens, before there is a judge, while the judge starts
        yard.kill()
        yard.spawn()
        time.sleep(pause)
    until(yard.answers)
    work.end()


def test_stopped_kindly_with_work_in_the_queue(yard):
    work = Work(yard)
    yard.stop()
    yard.start()
    work.end()


def test_a_judge_that_is_killed_again_and_again(yard):
    """The stated number of tries, then an end that says whose fault it is; nobody else is harmed."""
    work = Work(yard, count=1, delay="import time; time.sleep(1.5)\n")
    (id,) = work.expected
    for turn in range(1, MAX_TRIES + 1):
        until(lambda turn=turn: yard.rows("SELECT tries FROM attempts WHERE id = ?", id) == [(turn,)])
        kill(until(lambda: yard.tree().judge))
    attempt = work.learner.wait(id)
    assert attempt["verdict"] == "judge_error"
    assert f"died {MAX_TRIES} times" in attempt["sentence"]
    assert "not about your code" in attempt["sentence"]
    assert yard.rows("SELECT count(*) FROM written WHERE id = ?", id) == [(1,)]
    assert work.learner.wait(work.learner.submit(SLUG, RIGHT))["verdict"] == "accepted"


@pytest.mark.parametrize("seed", [1])
def test_random_faults(yard, seed):
    result = Campaign(yard, seed).run(8)
    assert result.faults.total() == 8
    assert result.sound, vars(result)


def test_nothing_is_left_behind(yard):
    """After all of the above: the processes of one server at rest, and no control group but theirs."""
    runners = yard.health()["judge"]["slots"] + 8  # spares: two more than slots, and two for each of three hot problems
    until(lambda: len(yard.tree().runners) <= runners, 100)  # pools that grew shrink after half a minute
    tree = yard.tree()
    assert not [pid for pid in yard.judges - {tree.judge} if is_alive(pid)]
