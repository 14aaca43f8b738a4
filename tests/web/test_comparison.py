"""Two attempts beside each other: what changed, and what is said where there is nothing to compare."""

import html
import re

import httpx
import pytest

from app import comparison
from app.comparison import Side
from app.main import create_app
from tests.web.conftest import LiveServer
from tests.web.fake_judge import case


def side(code="", **cases):
    return Side(
        "id",
        "Attempt 1",
        "",
        code,
        False,
        {name: case(name, status) | {"checks": []} for name, status in cases.items()},
    )


def test_a_case_flips_only_where_both_judged_it():
    left = side(same="passed", better="failed", worse="passed", unrun="failed", still="failed")
    right = side(same="passed", better="passed", worse="error", unrun="skipped", still="error", fresh="passed")
    rows = comparison.flips(left, right)
    assert {row["name"]: row["change"] for row in rows if row["change"]} == {"worse": "fails", "better": "passes"}
    assert [row["name"] for row in rows][:2] == ["worse", "better"], "what changed comes first"
    assert {row["name"]: row["left"] for row in rows}["fresh"] == "skipped"


def test_checks_that_differ_are_told_in_numbers():
    left, right = side(one="failed"), side(one="passed")
    left.cases["one"]["checks"] = [
        {"name": "forward", "status": "failed", "mismatched": 1200, "total": 4096},
        {"name": "grad x", "status": "skipped"},
        {"name": "unchanged inputs", "status": "passed"},
    ]
    right.cases["one"]["checks"] = [{**check, "status": "passed"} for check in left.cases["one"]["checks"]]
    assert comparison.checks(left, right) == [
        {"case": "one", "check": "Output", "left": "1,200 of 4,096 off", "right": "agrees"},
        {"case": "one", "check": "Gradient of x", "left": "not run", "right": "agrees"},
    ]


def test_lines_go_and_come():
    rows = comparison.lines("a\nb\nc", "a\nB\nc\nd")
    assert [(row["kind"], row["text"]) for row in rows] == [
        ("", "a"), ("del", "b"), ("add", "B"), ("", "c"), ("add", "d"),
    ]  # fmt: skip
    long = "\n".join(str(n) for n in range(comparison.DIFF_LINES))
    assert len(comparison.lines(long, long)) == 2 * comparison.DIFF_LINES, "too long to look for what is the same"


@pytest.mark.parametrize("report", [None, {}, {"cases": None}, {"cases": [None, 3, {"checks": "x"}]}])
def test_a_report_that_lacks_everything_is_no_error(report):
    from app.models import Attempt

    attempt = Attempt(id="a", number=1, code="x", status="done", verdict=None, mode="submit", report=report)
    told = Side.of_attempt(attempt)
    assert (told.cases, comparison.flips(told, told), told.note) == ({}, [], "cancelled")


def page(client, **query):
    answer = client.get("/attempts/compare", params=query)
    return answer.status_code, html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))), answer


def test_two_attempts_are_compared_at_an_address_of_their_own(client, hand_in):
    wrong, right = hand_in("wrong"), hand_in("accept")
    status, _, answer = page(client, attempt=[right["id"], wrong["id"]])
    assert (status, answer.headers["location"]) == (303, f"/attempts/compare?from={wrong['id']}&to={right['id']}")
    status, text, _ = page(client, **{"from": wrong["id"], "to": right["id"]})
    assert status == 200
    assert "Attempt 1 and attempt 2" in text
    assert "removed: wrong" in text and "added: accept" in text
    assert "now pass" in text
    status, text, _ = page(client, **{"from": right["id"], "to": wrong["id"]})
    assert "now fail" in text


def test_the_reference_is_compared_once_it_is_open(client, hand_in):
    first = hand_in("wrong")
    status, text, _ = page(client, **{"from": first["id"], "to": "reference"})
    assert (status, "once you have solved" in text) == (403, True)
    client.post("/api/problems/double/give-up")
    status, text, _ = page(client, **{"from": first["id"], "to": "reference"})
    assert status == 200
    assert "added: def double(x):" in text


def test_what_cannot_be_compared_is_said(client, hand_in):
    first, other = hand_in("wrong"), hand_in("wrong", "flash")
    status, text, _ = page(client, **{"from": first["id"], "to": other["id"]})
    assert status == 400
    assert "Only attempts at the same problem can be compared" in text
    for query, said in ({}, "No attempt is chosen"), ({"attempt": [first["id"]]}, "One attempt is chosen"):
        status, text, _ = page(client, **query)
        assert (status, said in text) == (400, True)
    status, text, _ = page(client, attempt=[first["id"], "somebody-elses"])
    assert (status, "no such attempt of yours" in text) == (404, True)


def test_attempts_of_others_do_not_exist(judge, settings):
    app = create_app(settings.model_copy(update={"learners": "cookie"}))
    with (
        LiveServer(app) as server,
        httpx.Client(base_url=server.url) as mira,
        httpx.Client(base_url=server.url) as noah,
    ):
        mira.get("/")
        noah.get("/")
        mine, theirs = (
            person.post("/api/problems/double/attempts", json={"code": "accept"}).json()["id"]
            for person in (mira, noah)
        )
        for query in ({"from": mine, "to": theirs}, {"from": theirs, "to": mine}, {"attempt": [mine, theirs]}):
            status, text, _ = page(mira, **query)
            assert (status, "no such attempt of yours" in text) == (404, True), query
