"""Whatever is sent, the answer is a sentence and never a failure of the server."""

import json

from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

# The server is started once for a test; what the examples leave in its database is part of the trial.
patient = trials(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(["code", "mode", "device", "scratch", "base", "wait", ""])
bodies = json_values | st.dictionaries(fields, json_values | st.sampled_from(["run", "submit", "auto", "cpu", "\0"]))
slugs = st.sampled_from(["double", "flash", "nothing"]) | st.text(
    st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=12
).filter(lambda slug: slug.strip("."))


def check(answer) -> None:
    assert answer.status_code < 500, (answer.status_code, answer.text)
    if answer.status_code >= 400:
        error = answer.json()["error"]
        assert error["message"][-1] in ".?!", error
        assert error["code"].replace("_", "").isalpha(), error


def path(*parts: str) -> str:
    from urllib.parse import quote

    return "/api/" + "/".join(quote(part, safe="") for part in parts)


@patient
@given(slug=slugs, body=bodies, call=st.sampled_from([("POST", "attempts"), ("PUT", "draft"), ("POST", "give-up")]))
def test_any_json(client, slug, body, call):
    content = json.dumps(body).encode()
    method, name = call
    headers = {"Content-Type": "application/json"}
    answer = client.request(method, path("problems", slug, name), content=content, headers=headers)
    if answer.status_code != 429:
        check(answer)


@patient
@given(body=st.binary(max_size=60), call=st.sampled_from([("POST", "attempts"), ("PUT", "draft")]))
def test_any_bytes(client, body, call):
    method, name = call
    headers = {"Content-Type": "application/json"}
    answer = client.request(method, path("problems", "double", name), content=body, headers=headers)
    if answer.status_code != 429:
        check(answer)


@patient
@given(
    where=st.sampled_from(["attempts", "problems/double/hints", "attempts/nope", "attempts/nope/events", "problems"]),
    query=st.dictionaries(
        st.sampled_from(["page", "problem", "verdict", "wait", "upto", "code", "last_event_id", "q"]),
        st.text(max_size=12),
    ),
    last=st.text("0123456789-done", max_size=30),
)
def test_any_query(client, where, query, last):
    answer = client.get(f"/api/{where}", params=query, headers={"Last-Event-ID": last})
    check(answer)


@patient
@given(
    where=st.sampled_from(["/problems", "/attempts", "/"]),
    query=st.dictionaries(
        st.sampled_from(["q", "topic", "difficulty", "status", "check", "sort", "problem", "verdict", "page"]),
        st.text(max_size=12),
    ),
)
def test_pages_take_any_query(client, where, query):
    assert client.get(where, params=query).status_code == 200
