"""What the dispatcher does when judges are slow, die, hang, or are not there."""

import json
import sqlite3
import threading
import time

import httpx
import pytest

from app.database import now
from app.main import create_app
from app.models import Attempt
from tests.web.conftest import LiveServer, eventually
from tests.web.fake_judge import NONE, FakeJudge


def post(client, code: str, **more: str) -> str:
    answer = client.post("/api/problems/double/attempts", json={"code": code, **more})
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def wait(client, id: str, seconds: float = 10) -> dict:
    attempt = client.get(f"/api/attempts/{id}", params={"wait": seconds}).json()
    assert attempt["status"] == "done", attempt
    return attempt


@pytest.fixture
def hasty(settings):
    """Settings whose patience ends within a test."""
    return settings.model_copy(update={"judge_patience": 0.6, "judge_silence": 0.6})


def test_never_more_at_once_than_the_judge_has_slots(client, judge):
    ids = [post(client, "hang") for _ in range(5)]
    for id in ids:
        eventually(lambda id=id: id in {order["id"] for order in judge.orders()})
        judge.finish(id)
        assert wait(client, id)["verdict"] == "accepted"
    assert judge.most_at_once == 2
    assert [order["id"] for order in judge.orders()] == ids, "first come, first served"


def test_a_judge_that_dies_gets_it_again(client, judge):
    attempt = wait(client, post(client, "die once"))
    assert (attempt["verdict"], attempt["tries"]) == ("accepted", 2)
    assert len(judge.orders()) == 2


def test_what_kills_every_judge_ends_as_judge_error(client, judge):
    attempt = wait(client, post(client, "die"))
    assert (attempt["verdict"], attempt["tries"]) == ("judge_error", 3)
    assert "died 3 times" in attempt["sentence"]
    assert "not about your code" in attempt["sentence"]
    assert len(judge.orders()) == 3
    assert wait(client, post(client, "accept"))["verdict"] == "accepted", "the next one is judged as ever"


def test_who_sits_beside_a_killer_is_judged_all_the_same(client, judge):
    def times(id: str) -> int:
        return len([order for order in judge.orders() if order["id"] == id])

    bystander = post(client, "hang")
    eventually(judge.orders)
    killer = post(client, "die")
    eventually(lambda: times(bystander) == 2)
    time.sleep(0.3)
    assert (times(bystander), times(killer)) == (2, 1), "after the crash each is judged alone"
    judge.finish(bystander)
    assert wait(client, bystander)["verdict"] == "accepted"
    assert wait(client, killer)["verdict"] == "judge_error"
    assert times(bystander) == 2


def test_nonsense_on_the_line_is_a_broken_judge(client, judge):
    assert wait(client, post(client, "garbage"))["verdict"] == "judge_error"
    assert wait(client, post(client, "accept"))["verdict"] == "accepted"


def test_a_judge_that_comes_late_finds_the_work(alone, settings):
    id = post(alone, "accept")
    assert alone.get(f"/api/attempts/{id}").json()["status"] == "queued"
    judge = FakeJudge(settings.socket).start()
    try:
        assert wait(alone, id)["verdict"] == "accepted"
    finally:
        judge.stop()


def test_a_judge_that_goes_and_comes_back(client, judge):
    id = post(client, "hang")
    eventually(judge.orders)
    judge.stop()
    eventually(lambda: client.get("/healthz").status_code == 503)
    assert client.get(f"/api/attempts/{id}").json()["status"] in ("queued", "running")
    assert client.get("/problems/double").status_code == 200, "reading works without a judge"
    judge.start()
    eventually(lambda: len(judge.orders()) == 2)
    judge.finish(id)
    assert wait(client, id)["verdict"] == "accepted"


def test_no_judge_for_too_long(hasty):
    with LiveServer(create_app(hasty)) as server:
        attempt = wait(server.client, post(server.client, "accept"))
    assert attempt["verdict"] == "judge_error"
    assert "No judge answered" in attempt["sentence"]


def test_a_judge_that_never_answers_for_one_attempt(judge, hasty):
    with LiveServer(create_app(hasty)) as server:
        attempt = wait(server.client, post(server.client, "mute"))
        assert attempt["verdict"] == "judge_error"
        assert "said nothing" in attempt["sentence"]
        assert judge.orders("cancel")[0]["id"] == attempt["id"]
        assert wait(server.client, post(server.client, "accept"))["verdict"] == "accepted"


def test_a_judge_that_does_not_let_go_of_a_cancelled_attempt(client, monkeypatch):
    monkeypatch.setattr("app.dispatch.CANCEL_SECONDS", 0.3)
    id = post(client, "mute")
    assert client.delete(f"/api/attempts/{id}").json()["cancelled"] is True


def test_what_was_cancelled_is_not_sent_to_the_next_judge(client, judge):
    id = post(client, "mute")
    eventually(judge.orders)
    answers = []
    caller = threading.Thread(target=lambda: answers.append(client.delete(f"/api/attempts/{id}").json()))
    caller.start()
    eventually(lambda: judge.orders("cancel"))
    judge.stop()
    caller.join(3)
    assert answers[0]["cancelled"] is True, "the end of the judge is the end of it"
    judge.start()
    assert wait(client, post(client, "accept"))["verdict"] == "accepted"
    assert [order["id"] for order in judge.orders()].count(id) == 1


def test_a_judge_that_is_silent_is_given_up_and_killed(client, app, judge, monkeypatch):
    killed = []
    monkeypatch.setattr("app.link.PING_SECONDS", 0.1)
    monkeypatch.setattr("app.link.SILENCE_SECONDS", 0.3)
    monkeypatch.setattr("app.link.GREETING_SECONDS", 0.3)
    link = app.state.services.dispatcher.link
    link._on_silence = lambda: killed.append(True)
    judge.healthy = False
    post(client, "hang")  # whatever wakes the reader, so that the new times count
    eventually(lambda: killed and not link.up, 10)
    judge.healthy = True
    eventually(lambda: link.up, 10)


def test_what_a_dead_server_left_is_taken_up(settings, judge):
    with LiveServer(create_app(settings)) as server:
        ids = [post(server.client, "hang") for _ in range(4)]
        eventually(lambda: len(judge.orders()) == 2)
    assert {attempt["id"] for attempt in judge.orders()} == set(ids[:2])
    judge.received.clear()
    with LiveServer(create_app(settings)) as server:
        for id in ids:
            eventually(lambda id=id: id in {order["id"] for order in judge.orders()})
            judge.finish(id)
            assert wait(server.client, id)["verdict"] == "accepted"


def test_what_was_interrupted_too_often_is_not_tried_again(settings, judge):
    app = create_app(settings)
    order = {"learner": "one", "problem": "double", "number": 1, "revision": "r", "mode": "submit", "device": "auto"}
    with LiveServer(app), app.state.services.attempts._sessions.begin() as session:
        session.add(Attempt(id="old", code="die", scratch=None, status="running", tries=3, created=now(), **order))
    with LiveServer(create_app(settings)) as server:
        attempt = wait(server.client, "old")
    assert attempt["verdict"] == "judge_error"
    assert "interrupted 3 times" in attempt["sentence"]
    assert not judge.orders()


def test_a_locked_database_refuses_new_work_with_a_sentence(settings, judge, monkeypatch):
    monkeypatch.setattr("app.main.connect", _impatient)
    with LiveServer(create_app(settings)) as server, _locked(settings):
        answer = server.client.post("/api/problems/double/attempts", json={"code": "accept"})
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "database_busy"
        assert "retry-after" in answer.headers
        assert server.client.get("/problems/double").status_code == 200, "readers do not wait for a writer"
        assert server.client.get("/healthz").status_code == 200
        assert not judge.orders(), "what is not stored is not judged"


def test_a_report_waits_for_a_locked_database(settings, judge, monkeypatch):
    monkeypatch.setattr("app.main.connect", _impatient)
    with LiveServer(create_app(settings)) as server:
        id = post(server.client, "hang")
        eventually(judge.orders)
        with _locked(settings):
            judge.finish(id)
            time.sleep(0.4)
            assert server.client.get(f"/api/attempts/{id}").json()["status"] != "done", "nobody hears what is not kept"
        assert wait(server.client, id)["verdict"] == "accepted"


def test_a_report_that_no_database_takes(settings, judge, monkeypatch):
    """Stored or not, an attempt ends: with a report that says what happened."""
    app = create_app(settings)
    attempts = app.state.services.attempts
    finish = attempts.finish

    def picky(id, report, tries):
        if report["verdict"] == "accepted":
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return finish(id, report, tries)

    monkeypatch.setattr(attempts, "finish", picky)
    with LiveServer(app) as server:
        attempt = wait(server.client, post(server.client, "accept"))
    assert attempt["verdict"] == "judge_error"
    assert "cannot be stored" in attempt["sentence"]


def test_no_answer_of_a_judge_ends_the_link(client, judge, app, monkeypatch):
    """Whatever goes wrong while an answer is taken in, the next judge is asked."""
    dispatcher = app.state.services.dispatcher
    hear, heard = dispatcher.link_message, []

    def stumble(message):
        if message["type"] == "done" and not heard:
            heard.append(message)
            raise RecursionError("too deep")
        hear(message)

    monkeypatch.setattr(dispatcher, "link_message", stumble)
    attempt = wait(client, post(client, "accept"))
    assert (attempt["verdict"], attempt["tries"]) == ("accepted", 2)


# Fair between learners


@pytest.fixture
def classroom(settings, judge):
    """A server whose browsers are learners of their own: `classroom("ada")` is one, `.load` what the queue holds."""
    crowd = settings.model_copy(update={"learners": "cookie", "queue_size": 16})
    with Classroom(crowd) as room:
        yield room


class Classroom:
    def __init__(self, settings):
        self.server = LiveServer(create_app(settings))
        self.clients = {}

    def __enter__(self):
        self.server.__enter__()
        eventually(lambda: self.server.app.state.services.dispatcher.up)
        return self

    def __exit__(self, *_):
        for client in self.clients.values():
            client.close()
        self.server.__exit__()

    def __call__(self, name):
        if name not in self.clients:
            self.clients[name] = httpx.Client(base_url=self.server.url, timeout=20, verify=False)
            self.clients[name].get("/")  # where a browser gets its cookie
        return self.clients[name]


def test_one_learners_hundred_do_not_delay_anothers_one(classroom, judge):
    greedy = [post(classroom("greedy"), "hang") for _ in range(8)]
    late = post(classroom("late"), "hang")
    order = [order["id"] for order in judge.orders()]
    assert order == greedy[:2]
    assert classroom("late").get(f"/api/attempts/{late}").json()["position"] == 0
    assert classroom("greedy").get(f"/api/attempts/{greedy[2]}").json()["position"] == 1
    judge.finish(greedy[0])
    eventually(lambda: len(judge.orders()) == 3)
    assert judge.orders()[2]["id"] == late


def test_one_learner_fills_only_a_share_of_the_queue(classroom, judge):
    for _ in range(2 + 8):  # two run, eight wait: half of the queue
        post(classroom("greedy"), "hang")
    answer = classroom("greedy").post("/api/problems/double/attempts", json={"code": "hang"})
    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "queue_full"
    assert "8 of your attempts are waiting already, which is your share" in answer.json()["error"]["message"]
    assert int(answer.headers["retry-after"]) >= 1
    for name in ("ada", "bob", "cleo"):
        post(classroom(name), "hang")
    assert classroom("ada").get("/healthz").json()["queue"] == {"waiting": 11, "running": 2, "size": 16}


def test_one_learner_has_only_so_many_slots(settings, judge):
    crowd = settings.model_copy(update={"learners": "cookie", "queue_size": 16, "learner_slots": 1})
    with Classroom(crowd) as classroom:
        first, second = (post(classroom("greedy"), "hang") for _ in range(2))
        time.sleep(0.1)
        assert [order["id"] for order in judge.orders()] == [first], "a slot is kept for others"
        other = post(classroom("other"), "hang")
        eventually(lambda: other in [order["id"] for order in judge.orders()])
        judge.finish(other)
        wait(classroom("other"), other)
        assert len(judge.orders()) == 2
        judge.finish(first)
        eventually(lambda: judge.orders()[-1]["id"] == second)


def test_alone_one_learner_has_the_whole_queue(settings, judge):
    alone = settings.model_copy(update={"learner_slots": 1, "learner_queue": 0.1})
    with LiveServer(create_app(alone)) as server:
        eventually(lambda: server.app.state.services.dispatcher.up)
        for _ in range(2 + 3):
            post(server.client, "hang")
        assert server.client.post("/api/problems/double/attempts", json={"code": "hang"}).status_code == 429
        assert len(judge.orders()) == 2


def test_positions_move_up_when_somebody_cancels(classroom, judge):
    ada = [post(classroom("ada"), "hang") for _ in range(4)]
    bob = post(classroom("bob"), "hang")
    places = [classroom("ada").get(f"/api/attempts/{id}").json()["position"] for id in ada]
    assert places == [None, None, 1, 2]
    classroom("bob").delete(f"/api/attempts/{bob}")
    assert classroom("ada").get(f"/api/attempts/{ada[2]}").json()["position"] == 0


def test_who_follows_hears_of_every_move(classroom, judge):
    ada, heard = classroom("ada"), []
    mine = [post(ada, "hang") for _ in range(4)][3]
    follower = threading.Thread(target=lambda: follow(ada, mine, heard), daemon=True)
    follower.start()
    eventually(lambda: heard == [1])
    bob = post(classroom("bob"), "hang")
    eventually(lambda: heard == [1, 2])
    classroom("bob").delete(f"/api/attempts/{bob}")
    eventually(lambda: heard == [1, 2, 1])
    judge.finish(judge.orders()[0]["id"])
    eventually(lambda: heard == [1, 2, 1, 0])
    ada.delete(f"/api/attempts/{mine}")
    follower.join(5)


def follow(client, id, heard):
    """The places that a stream of events tells."""
    with client.stream("GET", f"/api/attempts/{id}/events") as answer:
        for line in answer.iter_lines():
            if line.startswith("data: ") and '"position"' in line:
                heard.append(json.loads(line.removeprefix("data: "))["position"])


def test_what_was_interrupted_comes_before_what_waits(settings, judge):
    crowd = settings.model_copy(update={"learners": "cookie", "queue_size": 16})
    with Classroom(crowd) as classroom:
        running = [post(classroom("ada"), "hang") for _ in range(2)]
        waiting = post(classroom("bob"), "hang")
        eventually(lambda: len(judge.orders()) == 2)
        judge.stop()
        eventually(lambda: classroom("ada").get("/healthz").status_code == 503)
        places = [classroom("ada").get(f"/api/attempts/{id}").json()["position"] for id in running]
        assert places == [0, 1]
        assert classroom("bob").get(f"/api/attempts/{waiting}").json()["position"] == 2


# Hidden inputs


def test_hidden_inputs_are_asked_for_once_it_is_solved(classroom, judge):
    ada, bob = classroom("ada"), classroom("bob")
    for code in ("wrong", "accept", "wrong"):
        wait(ada, post(ada, code))
    wait(bob, post(bob, "wrong"))
    assert [order.get("reveal", False) for order in judge.orders()] == [False, False, True, False]


def test_hidden_inputs_are_asked_for_once_it_is_given_up(client, judge):
    wait(client, post(client, "wrong"))
    client.post("/api/problems/double/give-up")
    wait(client, post(client, "wrong"))
    assert [order.get("reveal", False) for order in judge.orders()] == [False, True]


def test_a_run_solves_nothing(client, judge):
    client.post("/api/problems/double/attempts", json={"code": "accept", "mode": "run"})
    eventually(judge.orders)
    wait(client, post(client, "wrong"))
    assert [order.get("reveal", False) for order in judge.orders()] == [False, False]


def test_what_is_solved_meanwhile_reveals_nothing_to_what_was_handed_in_before(client, judge):
    early = post(client, "hang")
    wait(client, post(client, "accept"))
    eventually(lambda: len(judge.orders()) == 2)
    judge.stop()
    judge.start()
    eventually(lambda: len(judge.orders()) == 3)
    assert judge.orders()[2]["id"] == early
    assert "reveal" not in judge.orders()[2]
    judge.finish(early)
    wait(client, early)


def test_without_a_sandbox_strangers_are_not_judged(settings):
    open_to_all = settings.model_copy(update={"host": "0.0.0.0"})
    open_to_all.prepare()
    judge = FakeJudge(open_to_all.socket, sandbox=NONE).start()
    try:
        app = create_app(open_to_all)
        with LiveServer(app) as server:
            eventually(lambda: app.state.services.dispatcher.link.up)
            answer = server.client.post("/api/problems/double/attempts", json={"code": "accept"})
            assert answer.status_code == 503
            assert answer.json()["error"]["code"] == "sandbox_missing"
            health = server.client.get("/healthz")
            assert (health.status_code, health.json()["status"]) == (503, "sandbox_missing")
            assert health.json()["sandbox"]["missing"] == ["No seccomp here."]
            assert "cannot confine" in server.client.get("/").text
        assert not judge.orders()

        with LiveServer(create_app(open_to_all.model_copy(update={"unsafe": True}))) as server:
            assert wait(server.client, post(server.client, "accept"))["verdict"] == "accepted"
            for page in ("/", "/problems", "/problems/double", "/attempts", "/nothing"):
                assert "TORCHYARD_UNSAFE" in server.client.get(page).text, f"{page} must say so"
    finally:
        judge.stop()


def _impatient(url):
    from app.database import connect

    return connect(url, busy_seconds=0.05)


class _locked:
    """Somebody else writes to the database and does not finish."""

    def __init__(self, settings):
        self.path = settings.data / "torchyard.db"

    def __enter__(self):
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_):
        self.connection.execute("ROLLBACK")
        self.connection.close()


def test_a_gpu_that_is_busy_holds_up_nobody_who_wants_the_cpu(alone, settings):
    """Two slots on the CPU, one on a GPU: each attempt waits for its own device alone."""
    judge = FakeJudge(settings.socket)
    judge.gpus = 1
    judge.start()
    try:
        eventually(lambda: (alone.get("/healthz").json()["judge"] or {}).get("devices") == ["cpu", "cuda"])
        assert '<option value="cuda">GPU</option>' in alone.get("/problems/double").text
        first, second, third = (post(alone, "hang", device=device) for device in ("cuda", "auto", "cuda"))
        one, two = (post(alone, "hang", device="cpu") for _ in range(2))
        eventually(lambda: len(judge.orders()) == 3)
        time.sleep(0.2)
        assert [order["id"] for order in judge.orders()] == [first, one, two]
        assert alone.get(f"/api/attempts/{second}").json()["position"] == 0
        judge.finish(one)
        judge.finish(first)
        eventually(lambda: len(judge.orders()) == 4)
        assert judge.orders()[3]["id"] == second
        for id in (two, second):
            judge.finish(id)
        eventually(lambda: len(judge.orders()) == 5)
        judge.finish(third)
        assert wait(alone, third)["verdict"] == "accepted"
    finally:
        judge.stop()
