"""The HTTP contract, with a judge that does as it is told."""

import threading
import time

import pytest

from app.main import create_app
from tests.web.conftest import LiveServer, eventually


def error_of(answer):
    return answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["message"]


def post(client, code, slug="double", **more):
    return client.post(f"/api/problems/{slug}/attempts", json={"code": code, **more})


def test_health_with_a_judge(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "ok"
    assert body["judge"]["torch"] == "2.13.0"
    assert body["sandbox"]["landlock"] == 7
    assert body["queue"] == {"waiting": 0, "running": 0, "size": 3}
    assert body["problems"] == {"count": 3, "broken": []}


def test_health_without_a_judge_is_503(alone):
    answer = alone.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "no_judge"


def test_health_of_a_judge_that_stopped_answering(client, judge, monkeypatch):
    monkeypatch.setattr("app.api.HEALTH_SECONDS", 0.2)
    judge.healthy = False
    assert client.get("/healthz").status_code == 503


def test_a_broken_problem_is_told_and_hides_no_other(bank, settings):
    (bank / "flash" / "problem.toml").write_text("title = ")
    with LiveServer(create_app(settings)) as server:
        problems = server.client.get("/healthz").json()["problems"]
        assert problems["count"] == 2
        assert problems["broken"][0]["slug"] == "flash"
        assert "not valid TOML" in problems["broken"][0]["sentence"]
        assert server.client.get("/api/problems/double").status_code == 200


def test_problem_list(client, hand_in):
    assert [card["slug"] for card in client.get("/api/problems").json()["problems"]] == [
        "double",
        "layer-norm",
        "flash",
    ]
    hand_in("accept")
    hand_in("wrong", "flash")
    statuses = {card["slug"]: card["status"] for card in client.get("/api/problems").json()["problems"]}
    assert statuses == {"double": "solved", "layer-norm": "new", "flash": "tried"}


def test_problem_gives_all_but_the_answer(client, judge):
    body = client.get("/api/problems/double").json()
    assert body["starter"].startswith("def double")
    assert body["limits"] == {"wall_seconds": 5, "memory_mib": 512, "output_kib": 64}
    assert body["checks"]["gradients"] == {"double": ["x"]}
    assert body["forbid"] == ["*mul*"]
    assert body["hints"] == 2
    assert body["public_cases"][0]["name"] == "one"
    assert body["hidden_cases"] == 5
    assert '<span class="math">2x</span>' in body["statement_html"]
    text = client.get("/api/problems/double").text
    assert "x + x" not in text
    assert "Secret" not in text
    assert "You forget" not in text
    client.get("/api/problems/double")
    assert len(judge.orders("cases")) == 1, "the judge computes public cases once"


def test_problem_without_a_judge_has_no_cases(alone):
    body = alone.get("/api/problems/double").json()
    assert body["public_cases"] is None
    assert body["hidden_cases"] is None


def test_submit_and_wait(client, judge):
    answer = post(client, "accept", mode="submit", device="cpu", scratch="print(1)")
    assert answer.status_code == 202
    body = answer.json()
    assert body["status"] == "queued"
    assert answer.headers["location"] == f"/api/attempts/{body['id']}"
    done = client.get(answer.headers["location"], params={"wait": 5}).json()
    assert (done["status"], done["verdict"], done["sentence"]) == ("done", "accepted", "All cases pass.")
    assert (done["passed"], done["total"], done["wall"], done["number"]) == (3, 3, 0.014, 1)
    assert done["report"]["cases"][2]["name"] == "case 2"
    assert done["created"].endswith("Z")
    assert "code" not in done
    assert client.get(answer.headers["location"], params={"code": 1}).json()["scratch"] == "print(1)"
    order = judge.orders()[0]
    assert {**order, "id": ""} == {
        "op": "judge", "id": "", "slug": "double", "code": "accept", "mode": "submit", "device": "cpu",
        "scratch": "print(1)",
    }  # fmt: skip


def test_wait_returns_when_done_and_not_later(client, judge):
    id = post(client, "hang").json()["id"]
    threading.Timer(0.2, judge.finish, (id,)).start()
    begun = time.monotonic()
    assert client.get(f"/api/attempts/{id}?wait=30").json()["status"] == "done"
    assert 0.1 < time.monotonic() - begun < 3


def test_wait_returns_in_time_when_not_done(client):
    id = post(client, "hang").json()["id"]
    begun = time.monotonic()
    assert client.get(f"/api/attempts/{id}?wait=0.2").json()["status"] == "running"
    assert 0.15 < time.monotonic() - begun < 3


def test_unknown_problem_suggests(client):
    status, code, message = error_of(post(client, "accept", slug="layernorm"))
    assert (status, code) == (404, "unknown_problem")
    assert "Did you mean layer-norm?" in message
    for call in ("hints", "draft", "reference"):
        assert client.get(f"/api/problems/nothing/{call}").json()["error"]["code"] == "unknown_problem"


@pytest.mark.parametrize("path", ["/api/attempts/nope", "/api/attempts/nope/events", "/api/attempts/" + "x" * 3000])
def test_unknown_attempt(client, path):
    assert error_of(client.get(path))[:2] == (404, "unknown_attempt")


def test_malformed_json(client):
    answer = client.post(
        "/api/problems/double/attempts", content=b'{"code": ', headers={"Content-Type": "application/json"}
    )
    status, code, message = error_of(answer)
    assert (status, code) == (422, "malformed_json")
    assert "not valid JSON" in message


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "code"),
        ({"code": 3}, "code"),
        ({"code": None}, "code"),
        ({"code": "x", "mode": "cheat"}, "mode"),
        ({"code": "x", "device": "tpu"}, "device"),
        ({"code": "x", "scratch": []}, "scratch"),
        ({"code": "x", "moode": "run"}, "moode"),
    ],
)
def test_wrong_fields_are_named(client, judge, body, field):
    status, code, message = error_of(client.post("/api/problems/double/attempts", json=body))
    assert (status, code) == (422, "invalid_field")
    assert repr(field) in message
    assert not judge.orders()


@pytest.mark.parametrize("body", [b"[]", b"3", b'"x"', b"null", b"", b"\xff\xfe", b"[" * 5000])
def test_bodies_that_are_no_objects(client, body):
    answer = client.post("/api/problems/double/attempts", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["message"].endswith(".")


def test_nul_bytes_are_refused_with_their_line(client, judge):
    status, code, message = error_of(post(client, "x = 1\ny = '\0'\n"))
    assert (status, code) == (422, "nul_byte")
    assert "Line 2" in message
    assert error_of(post(client, "x", scratch="\0"))[1] == "nul_byte"
    assert not judge.orders()


def test_half_a_character_is_refused(client, judge):
    body = b'{"code": "x = \\ud800"}'
    answer = client.post("/api/problems/double/attempts", content=body, headers={"Content-Type": "application/json"})
    assert error_of(answer)[:2] == (422, "not_text")
    assert not judge.orders()


def test_whole_characters_beyond_the_first_plane_are_fine(client, judge):
    assert post(client, "# 🔥 π ∑\r\n").status_code == 202
    assert eventually(judge.orders)[0]["code"] == "# 🔥 π ∑\r\n"


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1024 * 1024, 20 * 1024 * 1024])
def test_too_much_source(client, judge, size):
    status, code, message = error_of(post(client, "x" * size))
    assert (status, code) == (413, "source_too_large")
    assert "64 KiB" in message
    assert not judge.orders()


def test_the_largest_source_is_taken(client):
    assert post(client, "#" * 64 * 1024).status_code == 202
    assert post(client, '"\n' * (32 * 1024), scratch='"\n' * (32 * 1024)).status_code == 202


def test_empty_code_is_for_the_judge_to_judge(client, judge):
    assert post(client, "").status_code == 202
    assert eventually(judge.orders)[0]["code"] == ""


def test_full_queue(client, judge):
    codes = [post(client, "hang").status_code for _ in range(5)]
    assert codes == [202] * 5, "two are judged, three wait"
    answer = post(client, "hang")
    assert error_of(answer)[:2] == (429, "queue_full")
    assert int(answer.headers["retry-after"]) >= 1
    assert client.get("/api/attempts").json()["total"] == 5, "what was refused is not stored"
    judge.finish(judge.orders()[0]["id"])
    eventually(lambda: post(client, "hang").status_code == 202)


def test_a_device_that_is_not_there(client):
    status, code, message = error_of(post(client, "x", device="cuda"))
    assert (status, code) == (422, "no_such_device")
    assert "cpu" in message


def test_cancel_what_runs_and_what_waits(client, judge):
    ids = [post(client, "hang").json()["id"] for _ in range(3)]
    waiting = client.get(f"/api/attempts/{ids[2]}").json()
    assert (waiting["status"], waiting["position"]) == ("queued", 0)
    for id in (ids[2], ids[0]):
        body = client.delete(f"/api/attempts/{id}").json()
        assert (body["status"], body["verdict"], body["cancelled"]) == ("done", None, True)
    assert [order["id"] for order in judge.orders("cancel")] == [ids[0]], "what waits here never reached the judge"
    judge.finish(ids[1])
    assert client.get(f"/api/attempts/{ids[1]}?wait=5").json()["verdict"] == "accepted"


def test_cancel_of_what_is_done_changes_nothing(client, hand_in):
    id = hand_in("accept")["id"]
    assert client.delete(f"/api/attempts/{id}").json()["verdict"] == "accepted"


def test_history_is_paged_and_filtered(client, hand_in):
    for _ in range(21):
        hand_in("wrong")
    hand_in("accept", "flash", mode="run")
    first = client.get("/api/attempts").json()
    assert (first["total"], first["pages"], len(first["attempts"])) == (22, 2, 20)
    assert first["attempts"][0]["problem"] == "flash", "newest first"
    assert len(client.get("/api/attempts?page=2").json()["attempts"]) == 2
    of_double = client.get("/api/attempts?problem=double").json()
    assert of_double["total"] == 21
    assert [row["number"] for row in of_double["attempts"]] == list(range(21, 1, -1))
    assert client.get("/api/attempts?verdict=accepted").json()["total"] == 1
    assert "report" not in first["attempts"][0]
    assert client.get("/api/attempts?page=0").status_code == 422
    assert client.get("/api/attempts?page=99").json()["attempts"] == []


def test_reference_is_locked_until_solved(client, hand_in):
    assert error_of(client.get("/api/problems/double/reference"))[:2] == (403, "locked")
    hand_in("wrong")
    hand_in("accept", mode="run")
    assert client.get("/api/problems/double/reference").status_code == 403, "a run sees the public cases only"
    hand_in("accept")
    body = client.get("/api/problems/double/reference").json()
    assert body["code"].endswith("return x + x\n")
    assert body["name"] == "a_sum.py"
    assert "Secret" in body["editorial_html"]
    assert body["yours"] == "accept"
    assert body["diff"] == [{"op": "replace", "yours": [0, 1], "reference": [0, 3]}]
    assert client.get("/api/problems/flash/reference").status_code == 403


def test_give_up_opens_the_reference(client, hand_in):
    client.put("/api/problems/double/draft", json={"code": "def double(x):\n    return x\n"})
    assert client.post("/api/problems/double/give-up").json() == {"status": "given_up"}
    assert client.post("/api/problems/double/give-up").status_code == 200, "twice is as good as once"
    body = client.get("/api/problems/double/reference").json()
    assert [part["op"] for part in body["diff"]] == ["equal", "replace", "equal"]
    hand_in("accept")
    assert client.get("/api/problems/double").json()["status"] == "solved", "solving it later counts"
    assert client.post("/api/problems/double/give-up").json() == {"status": "solved"}


def test_hints_come_one_at_a_time(client):
    assert client.get("/api/problems/double/hints").json() == {"hints_html": ["<p>Add it to itself.</p>\n"], "total": 2}
    assert client.get("/api/problems/double/hints?upto=0").json()["hints_html"] == []
    assert len(client.get("/api/problems/double/hints?upto=9").json()["hints_html"]) == 2
    assert client.get("/api/problems/double/hints?upto=-1").status_code == 422


def test_draft_life(client):
    path = "/api/problems/double/draft"
    assert client.get(path).json()["updated"] is None
    assert client.get(path).json()["code"].startswith("def double")
    stored = client.put(path, json={"code": "mine", "scratch": "print()"}).json()
    assert client.get(path).json() == stored
    assert stored["code"] == "mine"
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["updated"] is None
    assert client.delete(path).status_code == 204


def test_draft_of_another_tab_is_not_overwritten(client):
    path = "/api/problems/double/draft"
    first = client.put(path, json={"code": "one"}).json()
    second = client.put(path, json={"code": "two", "base": first["updated"]}).json()
    assert second["code"] == "two"
    answer = client.put(path, json={"code": "three", "base": first["updated"]})
    assert error_of(answer)[:2] == (409, "draft_conflict")
    assert answer.json()["error"]["draft"] == second
    assert client.get(path).json()["code"] == "two"
    assert client.put(path, json={"code": "three", "base": "2026-01-01T00:00:00"}).status_code == 422


def test_draft_limits(client):
    path = "/api/problems/double/draft"
    client.put(path, json={"code": "kept"})
    assert error_of(client.put(path, json={"code": "x" * 70_000}))[:2] == (413, "source_too_large")
    assert error_of(client.put(path, json={"code": "\0"}))[:2] == (422, "nul_byte")
    assert client.get(path).json()["code"] == "kept", "a refused draft replaces none"


def test_what_json_and_databases_refuse_in_a_report_is_made_harmless(hand_in):
    done = hand_in("not numbers")
    assert done["report"]["max_abs"] == "nan"
    assert done["report"]["note"] == "\ufffd 😀 \0"


@pytest.mark.parametrize(("code", "words"), [("no report", "without a report"), ("refuse", "no such problem")])
def test_the_judges_own_faults(hand_in, code, words):
    done = hand_in(code)
    assert done["verdict"] == "judge_error"
    assert words in done["sentence"]
    assert "not about your code" in done["sentence"]


def test_methods_and_paths_that_do_not_exist(client):
    answer = client.put("/api/problems", json={})
    assert error_of(answer)[:2] == (405, "method_not_allowed")
    assert "GET would" in error_of(answer)[2]
    assert answer.headers["allow"] == "GET"
    assert error_of(client.get("/api/nothing"))[:2] == (404, "not_found")


def test_openapi_describes_every_call(client):
    description = client.get("/api/openapi.json").json()
    for path, calls in description["paths"].items():
        for method, call in calls.items():
            assert call.get("description"), f"{method} {path} says nothing"
            assert call["tags"]
    assert description["paths"]["/api/problems/{slug}/attempts"]["post"]["responses"].keys() >= {"202", "413", "429"}
