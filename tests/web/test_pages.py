"""The pages with the real templates: what they show, and that they are drawn whatever is missing."""

import html
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import UndefinedError

from app.templating import Templates, ago, clock, plural, seconds, verdict_word
from tests.web.fake_judge import report


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)))


def titles(client, **query) -> list[str]:
    page = client.get("/problems", params=query)
    assert page.status_code == 200, page.text
    body = re.search(r"<tbody>(.*?)</tbody>", page.text, re.DOTALL)
    return re.findall(r'href="/problems/([a-z-]+)"', body[1]) if body else []


def state_of(answer) -> dict:
    found = re.search(r'<script type="application/json" id="state">(.*?)</script>', answer.text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("path", ["/", "/problems", "/problems/double", "/attempts"])
def test_pages_are_drawn_without_a_judge_and_without_history(alone, path):
    assert "Torchyard" in text_of(alone.get(path))


def test_pages_are_drawn_without_problems(settings, tmp_path):
    from app.main import create_app
    from tests.web.conftest import LiveServer

    with LiveServer(create_app(settings.model_copy(update={"problems": tmp_path / "none"}))) as server:
        for path in ("/", "/problems", "/attempts"):
            text_of(server.client.get(path))


def test_home_knows_the_next_step(client, hand_in, monkeypatch):
    given: list[dict] = []
    draw = Templates.render

    def render(self, request, name, **context):
        given.append(context)
        return draw(self, request, name, **context)

    monkeypatch.setattr(Templates, "render", render)

    def step() -> dict | None:
        text_of(client.get("/"))
        return given[-1]["next"]

    assert (step()["card"]["slug"], step()["why"], step()["row"], step()["cases"]) == ("double", "start", None, [])
    hand_in("wrong", "flash")
    assert (step()["card"]["slug"], step()["why"]) == ("flash", "continue")
    assert [case["status"] for case in step()["cases"]] == ["failed"] * 3
    client.put("/api/problems/layer-norm/draft", json={"code": "mine"})
    assert (step()["card"]["slug"], step()["draft"]["code"]) == ("layer-norm", "mine"), "touched last"
    client.post("/api/problems/layer-norm/give-up")
    assert step()["card"]["slug"] == "flash", "what was given up is not the next step"
    hand_in("accept", "flash")
    assert (step()["card"]["slug"], step()["why"]) == ("double", "start"), "nor is what was solved"
    hand_in("accept", "double")
    assert step() is None
    counts = given[-1]["counts"]
    assert (counts["solved"], counts["given_up"], counts["new"], counts["total"]) == (2, 1, 0, 3)


def test_a_name_that_a_page_is_not_given_is_an_error(app):
    with pytest.raises(UndefinedError):
        app.state.services.templates.environment.from_string("{{ nothing }}").render()


def test_search(client, hand_in):
    hand_in("accept", "flash")
    hand_in("wrong", "double")
    assert titles(client) == ["double", "layer-norm", "flash"]
    assert titles(client, q="FLASH att") == ["flash"]
    assert titles(client, q="twice nothing else") == ["double", "layer-norm", "flash"], "words of the statement"
    assert titles(client, q="zebra") == []
    assert titles(client, topic="normalization") == ["layer-norm"]
    assert titles(client, topic=["normalization", "attention"]) == ["layer-norm", "flash"]
    assert titles(client, topic="normalization", difficulty="hard") == []
    assert titles(client, difficulty=["hard", "easy"]) == ["double", "flash"]
    assert titles(client, status="solved") == ["flash"]
    assert titles(client, status=["tried", "new"]) == ["double", "layer-norm"]
    assert titles(client, check="repair") == []
    assert titles(client, sort="title") == ["double", "flash", "layer-norm"]
    assert titles(client, sort="last")[:2] == ["double", "flash"]
    assert titles(client, topic="nonsense", status="nonsense", difficulty="9", sort="x") == titles(client)


def test_search_suggests(client):
    page = client.get("/problems", params={"q": "flahs attention"})
    assert titles(client, q="flahs attention") == []
    assert 'href="/problems/flash"' in page.text


@pytest.mark.parametrize("q", ['"><script>alert(1)</script>', "x" * 5000, "\0", "%", "é\u202e", "{{ 7*7 }}"])
def test_whatever_is_searched_is_text(client, q):
    page = client.get("/problems", params={"q": q})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert ">49<" not in page.text


def test_workspace(client):
    page = client.get("/problems/double")
    assert '<span class="math">2x</span>' in page.text
    state = state_of(page)
    assert state["code"].startswith("def double")
    assert (state["status"], state["unlocked"], state["permalink"], state["hints"]) == ("new", False, False, 2)
    assert state["public_cases"] is None, "a page does not wait for the judge"
    client.get("/api/problems/double")
    assert state_of(client.get("/problems/double"))["hidden_cases"] == 5
    assert "Secret" not in page.text
    assert "x + x" not in page.text


def test_workspace_restores_the_draft(client):
    code = "</script><script>alert(1)</script> <!-- & \u2028 'quoted'"
    stored = client.put("/api/problems/double/draft", json={"code": code, "scratch": "s"}).json()
    page = client.get("/problems/double")
    state = state_of(page)
    assert (state["code"], state["scratch"], state["draft_updated"]) == (code, "s", stored["updated"])
    assert "<script>alert" not in page.text


def test_permalink_shows_that_attempt(client, hand_in):
    first = hand_in("wrong", scratch="print(1)")
    hand_in("accept")
    client.put("/api/problems/double/draft", json={"code": "later"})
    state = state_of(client.get(f"/attempts/{first['id']}"))
    assert (state["code"], state["scratch"], state["permalink"]) == ("wrong", "print(1)", True)
    assert state["attempt"]["verdict"] == "wrong_answer"
    assert state["attempt"]["report"]["cases"][0]["name"] == "case 0"
    assert state["unlocked"] is True


def test_permalink_of_what_still_waits(alone):
    id = alone.post("/api/problems/double/attempts", json={"code": "x"}).json()["id"]
    assert state_of(alone.get(f"/attempts/{id}"))["attempt"]["status"] == "queued"
    text_of(alone.get("/attempts"))
    text_of(alone.get("/"))


def test_attempts_of_a_problem_that_is_gone(client, app, hand_in):
    done = hand_in("accept")
    del app.state.services.catalog._problems["double"]
    assert client.get(f"/attempts/{done['id']}").status_code == 404
    assert "double" in text_of(client.get("/attempts")), "history stays readable"
    assert client.get(f"/api/attempts/{done['id']}").json()["title"] == "double"


def test_history_pages(client, app, hand_in):
    attempts = app.state.services.attempts
    for index in range(30):
        attempt = attempts.add(
            learner="one", problem="double", revision="r", mode="submit", device="auto", code=str(index), scratch=None
        )
        attempts.finish(attempt.id, report("wrong_answer" if index % 2 else "accepted"), 1)
    attempts.finish(hand_in("hang", wait=0)["id"], {"verdict": None, "cancelled": True}, 1)
    for query in ("", "?page=2", "?page=99", "?page=-1", "?page=x", "?problem=double", "?problem=nope",
                  "?verdict=accepted", "?verdict=cancelled&problem=double", "?verdict=zzz"):  # fmt: skip
        text_of(client.get(f"/attempts{query}"))
    assert len(re.findall(r'href="/attempts/[\w-]{16}"', client.get("/attempts").text)) == 25


def test_every_verdict_can_be_shown(client, app):
    attempts = app.state.services.attempts
    verdicts = ["accepted", "wrong_answer", "runtime_error", "time_limit", "memory_limit", "output_limit",
                "forbidden_api", "judge_error", None]  # fmt: skip
    for verdict in verdicts:
        attempt = attempts.add(
            learner="one", problem="double", revision="r", mode="submit", device="auto", code="x", scratch=None
        )
        attempts.finish(attempt.id, report(verdict, cases=[], passed=None, total=None, cost=None), 1)
        for path in ("/", "/attempts", "/problems", f"/attempts/{attempt.id}", "/problems/double"):
            text_of(client.get(path))


def test_not_found_pages_know_the_way(client):
    page = client.get("/problems/layernorm")
    assert page.status_code == 404
    assert "No problem is called layernorm" in page.text
    assert 'href="/problems/layer-norm"' in page.text
    assert client.get("/attempts/nope").status_code == 404
    assert client.get("/static/nope.js").status_code == 404
    assert client.get("/problems/%3Cscript%3E").text.count("<script>") == 0


def test_an_error_page_is_drawn_even_without_its_template(client, app, monkeypatch):
    from jinja2 import DictLoader

    monkeypatch.setattr(app.state.services.templates.environment, "loader", DictLoader({}))
    app.state.services.templates.environment.cache.clear()
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "There is nothing at /nothing." in page.text


def test_pages_answer_head_and_compress(client):
    for path in ("/", "/problems", "/problems/double", "/attempts", "/healthz"):
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
    assert client.get("/problems").headers["content-encoding"] == "gzip"
    assert client.get("/problems").headers["cache-control"] == "private, no-cache"


NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=11), "11 hours ago"),
        (timedelta(hours=15), "yesterday"),
        (timedelta(days=1, hours=13), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=41), "12 Oct 2026"),
    ],
)
def test_ago(passed, words):
    assert ago(NOW - passed, NOW) == words


def test_words():
    assert clock(NOW) == "2026-11-22T14:00:00.000Z"
    assert [seconds(value) for value in (None, 0.0000123, 0.0042, 0.0142, 0.9999, 4.04)] == [
        "", "12 µs", "4.2 ms", "14 ms", "1000 ms", "4.0 s",
    ]  # fmt: skip
    assert (plural(1, "case"), plural(0, "case"), plural(2, "case")) == ("1 case", "0 cases", "2 cases")
    assert [verdict_word(verdict) for verdict in ("wrong_answer", "forbidden_api", None)] == [
        "Wrong answer", "Forbidden", "Cancelled",
    ]  # fmt: skip
