"""Server-sent events: live, resumed, and told again when all is over."""

import json
import threading
import time

import httpx
import pytest

from app import events
from app.main import create_app
from tests.web.conftest import LiveServer, eventually
from tests.web.fake_judge import FOUND


def listen(client: httpx.Client, id: str, last: str | None = None, until: str = "done", **params):
    """The events of an attempt as (id, name, data), up to and with the first named `until`."""
    headers = {"Last-Event-ID": last} if last else {}
    heard = []
    with client.stream("GET", f"/api/attempts/{id}/events", headers=headers, params=params) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert "content-encoding" not in answer.headers, "compression would hold events back"
        fields: dict[str, str] = {}
        for line in answer.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields.get("event"):
                heard.append((fields.get("id"), fields["event"], json.loads(fields["data"])))
                if fields["event"] == until:
                    break
                fields = {}
    return heard


def hand_in(client: httpx.Client, code: str) -> str:
    return client.post("/api/problems/double/attempts", json={"code": code}).json()["id"]


def shape(heard):
    return [(id, name) for id, name, _ in heard if name != "queued"]


ALL = [("1-0", "started"), ("1-1", "case"), ("1-2", "case"), ("1-3", "case"), ("1-done", "done")]


def test_events_arrive_while_it_is_judged(client, judge):
    id = hand_in(client, "slow")
    before_the_end = listen(client, id, until="case")
    assert before_the_end[-1][2] == {"index": 0, "total": 3, "case": before_the_end[-1][2]["case"]}
    assert client.get(f"/api/attempts/{id}").json()["status"] == "running"
    threading.Timer(0.2, judge.finish, (id,)).start()
    heard = listen(client, id)
    assert shape(heard) == ALL
    assert heard[-1][2]["verdict"] == "accepted"
    assert heard[-1][2] == client.get(f"/api/attempts/{id}").json()


@pytest.mark.parametrize("over", [True, False])
def test_a_lost_connection_goes_on_where_it_was(client, judge, over):
    id = hand_in(client, "accept" if over else "slow")
    if over:
        client.get(f"/api/attempts/{id}?wait=5")
    else:
        listen(client, id, until="case")
        threading.Timer(0.3, judge.finish, (id,)).start()
    assert shape(listen(client, id, last="1-1")) == ALL[2:]
    assert shape(listen(client, id, last_event_id="1-3")) == ALL[4:]
    assert shape(listen(client, id, last="nonsense")) == ALL
    assert shape(listen(client, id, last="7-2")) == ALL, "what was seen in another try does not count"


def test_who_has_heard_all_is_sent_away(client, hand_in):
    id = hand_in("accept")["id"]
    answer = client.get(f"/api/attempts/{id}/events", headers={"Last-Event-ID": "1-done"})
    assert answer.status_code == 204, "204 keeps an EventSource from coming again"


def test_place_in_the_queue_is_told_as_it_moves(client, judge, app):
    ids = [hand_in(client, "hang") for _ in range(4)]
    heard = []
    listener = threading.Thread(target=lambda: heard.extend(listen(client, ids[3])))
    listener.start()
    eventually(lambda: app.state.services.dispatcher._jobs[ids[3]].followers)
    for id in ids:
        eventually(lambda id=id: id in {order["id"] for order in judge.orders()})
        judge.finish(id)
    listener.join(10)
    assert [data["position"] for _, name, data in heard if name == "queued"] == [1, 0]
    assert shape(heard) == ALL, "cases that were not told as they were judged are told at the end"


def test_cancelled_attempts_end_their_stream(client, judge):
    id = hand_in(client, "hang")
    eventually(judge.orders)
    cancel = threading.Timer(0.2, client.delete, (f"/api/attempts/{id}",))
    cancel.start()
    assert listen(client, id)[-1][2]["cancelled"] is True
    cancel.join()  # the stream may end before the answer to DELETE has come


def test_a_restart_of_the_judge_is_heard(client, judge):
    heard = listen(client, hand_in(client, "die once"))
    assert shape(heard)[-5:] == [
        ("2-0", "started"),
        ("2-1", "case"),
        ("2-2", "case"),
        ("2-3", "case"),
        ("2-done", "done"),
    ]
    assert "down" in [data["judge"] for _, name, data in heard if name == "queued"]


def test_waiting_for_a_judge_is_said(alone):
    id = hand_in(alone, "accept")
    queued = listen(alone, id, until="queued")[0][2]
    assert (queued["position"], queued["judge"]) == (0, "down")
    assert "does not answer" in queued["sentence"]


def test_streams_survive_a_restart_of_the_web_side(judge, settings):
    with LiveServer(create_app(settings)) as server:
        id = hand_in(server.client, "hang")
        eventually(judge.orders)
    with LiveServer(create_app(settings)) as server:
        eventually(lambda: len(judge.orders()) == 2)
        threading.Timer(0.2, judge.finish, (id,)).start()
        assert [id for id, _ in shape(listen(server.client, id))] == ["2-0", "2-1", "2-2", "2-3", "2-done"]


def test_ending_with_open_streams_is_quick(judge, app):
    with LiveServer(app) as server:
        id = hand_in(server.client, "hang")
        opened = threading.Event()

        def stay() -> None:
            with (
                httpx.Client(base_url=server.url) as other,
                other.stream("GET", f"/api/attempts/{id}/events") as answer,
            ):
                opened.set()
                try:
                    for _ in answer.iter_lines():
                        pass
                except httpx.HTTPError:
                    pass

        guest = threading.Thread(target=stay)
        guest.start()
        assert opened.wait(5)
        begun = time.monotonic()
    guest.join(5)
    assert not guest.is_alive()
    assert time.monotonic() - begun < 5


def test_retelling_needs_cases():
    assert list(events.retold(1, None)) == []
    assert list(events.retold(1, {"cases": "none"})) == []
    assert [event.id for event in events.retold(2, {"cases": [{}, {}]})] == ["2-0", "2-1", "2-2"]


def test_encoding_keeps_one_event_one_event():
    wire = events.case(1, 0, 1, {"output": "two\nlines\r\n\u2028 and π"}).encode()
    assert wire.count(b"\n") == 4, "id, event, data and the blank line"
    assert "π".encode() in wire


# ---- what comes after the end --------------------------------------------------------------------------------------


def test_a_counterexample_comes_after_the_end(client, judge):
    id = hand_in(client, "sought")
    heard = listen(client, id, until="later")
    assert shape(heard)[-2:] == [("1-done", "done"), (None, "later")]
    assert heard[-2][2]["report"]["counterexample"] == {"status": "sought"}
    assert heard[-1][2] == {"counterexample": FOUND, "stability": None}
    assert client.get(f"/api/attempts/{id}").json()["report"]["counterexample"] == FOUND
    assert shape(listen(client, id))[-1] == ("1-done", "done"), "told from the report, all is in it"


@pytest.mark.parametrize("code", ["sought in vain", "sought, dies", "sought for ever"])
def test_where_none_comes_that_is_told(client, judge, code, monkeypatch):
    monkeypatch.setattr("app.dispatch.LATER_SECONDS", 0.2)
    id = hand_in(client, code)
    assert shape(listen(client, id))[-1] == ("1-done", "done")
    eventually(lambda: client.get(f"/api/attempts/{id}").json()["report"]["counterexample"] is None)
    if code == "sought for ever":
        assert shape(listen(client, hand_in(client, code), until="later"))[-1] == (None, "later")


def test_nobody_waits_for_it(client, judge):
    id = hand_in(client, "sought for ever")
    attempt = client.get(f"/api/attempts/{id}?wait=20").json()
    assert (attempt["status"], attempt["report"]["counterexample"]) == ("done", {"status": "sought"})
    assert client.get("/healthz").json()["queue"]["running"] == 0


def test_a_counterexample_for_nothing_changes_nothing(client, judge, app):
    id = hand_in(client, "right")
    attempt = client.get(f"/api/attempts/{id}?wait=20").json()
    found = {"type": "later", "id": id, "found": {"counterexample": FOUND}}
    for odd in ({"type": "later"}, found, {"type": "later", "id": 3}):
        app.state.services.dispatcher.link_message(odd)  # nothing is spawned, so any thread may
    assert client.get(f"/api/attempts/{id}").json() == attempt


MAP = {"cells": [1], "shown": None}


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ({"stability": {"cells": [1], "shown": [2]}}, [2]),
        ({"stability": None}, []),
        ({"counterexample": FOUND}, []),
        ("nonsense", []),
        (None, []),
    ],
)
def test_what_is_shown_elsewhere_is_added_and_nothing_that_was_not_sought(found, shown):
    report = {"verdict": "accepted", "counterexample": None, "stability": MAP}
    assert events.is_sought(report)
    after = events.completed(report, found)
    assert after == report | {"stability": MAP | {"shown": shown}}
    assert not events.is_sought(after)
    assert events.completed(after, {"stability": "another"}) == after
