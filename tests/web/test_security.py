"""What keeps other sites, other learners and other people's scripts out."""

import re
import socket

import httpx
import pytest

from app.learners import COOKIE, identify
from app.main import create_app
from tests.web.conftest import LiveServer

PAGES = ["/", "/problems", "/problems/double", "/attempts", "/nothing", "/static/app.css", "/api/problems", "/healthz"]


@pytest.mark.parametrize("path", [*PAGES, "/api/nothing", "/static/nothing.js"])
def test_every_answer_carries_the_policy(client, path):
    headers = client.get(path).headers
    nonce = re.search(r"'nonce-([^']+)'", headers["content-security-policy"])
    assert nonce is not None
    assert len(nonce[1]) >= 20
    assert headers["content-security-policy"] == (
        f"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce[1]}'; "
        "style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_refusals_of_the_middleware_carry_it_too(client):
    for answer in (
        client.get("/", headers={"Host": "evil.example"}),
        client.post("/api/problems/double/give-up", headers={"Sec-Fetch-Site": "cross-site"}),
        client.post("/api/problems/double/attempts", json={"code": "x" * 2**20}),
    ):
        assert answer.status_code in (400, 403, 413)
        assert "content-security-policy" in answer.headers


def test_what_nobody_expected_is_a_page_or_json_without_details(app, judge, monkeypatch):
    def explode(*_: object) -> None:
        raise RuntimeError("secret detail")

    services = app.state.services
    monkeypatch.setattr(type(services.attempts), "standings", explode)
    with LiveServer(app) as server:
        page = server.client.get("/problems")
        assert page.status_code == 500
        assert "content-security-policy" in page.headers
        assert "secret detail" not in page.text
        answer = server.client.get("/api/problems")
        assert answer.status_code == 500
        assert answer.json()["error"]["code"] == "internal_error"
        assert "secret detail" not in answer.text


def test_nonce_is_new_each_time_and_in_the_page(client):
    answers = [client.get("/problems/double") for _ in range(2)]
    nonces = [re.search(r"'nonce-([^']+)'", answer.headers["content-security-policy"])[1] for answer in answers]
    assert nonces[0] != nonces[1]
    for nonce, answer in zip(nonces, answers, strict=True):
        assert nonce in answer.text


@pytest.mark.parametrize("path", ["/", "/problems", "/problems/double", "/attempts", "/nothing"])
def test_pages_load_nothing_from_elsewhere_and_run_no_inline_scripts(client, path):
    html = client.get(path).text
    for attribute in re.findall(r'\b(?:src|href|action)="([^"]*)"', html):
        assert attribute.startswith(("/", "#")) and not attribute.startswith("//"), attribute
    for script in re.findall(r"<script\b[^>]*>", html):
        assert 'src="/static/' in script or 'type="application/json"' in script, script
    assert not re.search(r"\son\w+=", html), "handlers in attributes are inline scripts"
    assert "javascript:" not in html


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/problems/double/attempts"),
        ("POST", "/api/problems/double/give-up"),
        ("PUT", "/api/problems/double/draft"),
        ("DELETE", "/api/problems/double/draft"),
    ],
)
def test_other_sites_change_nothing(client, judge, method, path, headers):
    body = {"json": {"code": "evil"}} if path.endswith(("attempts", "draft")) and method != "DELETE" else {}
    answer = client.request(method, path, headers=headers, **body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "cross_site")
    assert not judge.orders()
    assert client.get("/api/problems/double/draft").json()["updated"] is None
    assert client.get("/api/problems/double").json()["status"] == "new"


def test_our_own_pages_and_plain_programs_may(client, live):
    for headers in ({"Origin": live.url, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}):
        answer = client.put("/api/problems/double/draft", json={"code": "mine"}, headers=headers)
        assert answer.status_code == 200
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200, "links from elsewhere work"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None])
def test_forms_are_not_json(client, judge, kind):
    headers = {"Content-Type": kind} if kind else {}
    answer = client.post("/api/problems/double/attempts", content=b'{"code": "x"}', headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "json_only")
    assert not judge.orders()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[::1", "a@b"])
def test_only_known_names(client, host):
    answer = client.get("/api/problems", headers={"Host": host})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_host")


def test_known_names(judge, settings):
    with LiveServer(create_app(settings.model_copy(update={"allowed_hosts": ("yard.example",)}))) as server:
        for host in ("localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:8000", "yard.example:8000"):
            assert server.client.get("/api/problems", headers={"Host": host}).status_code == 200, host
        refused = server.client.get("/", headers={"Host": "evil.example"})
        assert "TORCHYARD_ALLOWED_HOSTS" in refused.text


def test_endless_bodies_are_cut(live):
    """Without a length, sent for ever: the answer comes, and memory stays small."""
    host, port = live.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as raw:
        raw.sendall(
            b"POST /api/problems/double/attempts HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            for _ in range(2000):
                raw.sendall(chunk)
        except OSError:
            pass
        try:
            head = raw.recv(200)
        except ConnectionError:
            return  # cut without an answer: fine for somebody who never stops
    assert b" 413 " in head


def test_one_learner_needs_no_cookie(client):
    assert "set-cookie" not in client.get("/").headers


def test_each_browser_is_its_own_learner(judge, settings):
    app = create_app(settings.model_copy(update={"learners": "cookie"}))
    with (
        LiveServer(app) as server,
        httpx.Client(base_url=server.url) as mira,
        httpx.Client(base_url=server.url) as noah,
    ):
        greeting = mira.get("/")
        cookie = greeting.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie, "plain HTTP would never send it back"
        assert "set-cookie" not in mira.get("/").headers
        noah.get("/")

        mira.put("/api/problems/double/draft", json={"code": "mine"})
        id = mira.post("/api/problems/double/attempts", json={"code": "accept"}).json()["id"]
        assert mira.get(f"/api/attempts/{id}?wait=5").json()["number"] == 1
        assert mira.get("/api/problems/double").json()["status"] == "solved"

        assert noah.get("/api/problems/double").json()["status"] == "new"
        assert noah.get("/api/problems/double/draft").json()["updated"] is None
        assert noah.get("/api/attempts").json()["total"] == 0
        for path in (f"/api/attempts/{id}", f"/attempts/{id}", f"/api/attempts/{id}/events"):
            assert noah.get(path).status_code == 404, path
        assert noah.delete(f"/api/attempts/{id}").status_code == 404

        token = mira.cookies[COOKIE]
        with app.state.services.engine.connect() as connection:
            learners = set(connection.exec_driver_sql("SELECT learner FROM attempts").scalars())
        assert learners == {identify(token)}
        assert not any(learner in token for learner in learners), "a copy of the database lets nobody in"
        for path in ("/static/app.css", "/healthz"):
            assert "set-cookie" not in httpx.get(server.url + path).headers, path


@pytest.mark.parametrize("token", ["short", "x" * 44, "'; DROP TABLE attempts; --", "é", '"', "a" * 43 + "\\073"])
def test_cookies_that_are_none_of_ours_are_replaced(judge, settings, token):
    with LiveServer(create_app(settings.model_copy(update={"learners": "cookie"}))) as server:
        answer = httpx.get(server.url, headers={"Cookie": f"{COOKIE}={token}".encode()})
        assert answer.status_code == 200
        assert COOKIE in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    "path",
    ["/static/../app/main.py", "/static/%2e%2e/app/main.py", "/static/0123456789ab/../../app/main.py",
     "/static/0123456789ab/%2e%2e/%2e%2e/app/main.py", "/static//etc/passwd", "/static/0123456789ab//etc/passwd"],
)  # fmt: skip
def test_static_serves_nothing_outside(live, path):
    host, port = live.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as raw:  # a client library would tidy the path up
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert b" 404 " in answer.split(b"\r\n")[0]
    assert b"create_app" not in answer
    assert b"root:" not in answer
