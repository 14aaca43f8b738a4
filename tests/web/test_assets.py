"""Static files: kept for a year under their hash, fresh under any other name."""

import re

from app.assets import Assets


def test_hashed_files_are_kept_and_others_asked_for(client, app):
    url = app.state.services.assets.url("app.css")
    assert re.fullmatch(r"/static/[0-9a-f]{12}/app\.css", url)
    hashed = client.get(url)
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["content-encoding"] == "gzip"
    plain = client.get("/static/app.css")
    assert plain.headers["cache-control"] == "no-cache"
    assert plain.text == hashed.text
    assert client.get("/static/app.css", headers={"If-None-Match": plain.headers["etag"]}).status_code == 304


def test_an_old_hash_gives_the_new_file_without_a_promise(client):
    answer = client.get("/static/000000000000/app.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_missing_files_are_not_kept(client, app):
    answer = client.get(app.state.services.assets.url("nothing.js"))
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_every_file_a_page_names_is_there(client):
    named = set()
    for page in ("/", "/problems", "/problems/double", "/attempts", "/nothing"):
        named |= set(re.findall(r'"(/static/[^"]+)"', client.get(page).text))
    assert named
    for url in named:
        assert client.get(url).status_code == 200, url


def test_the_hash_follows_every_file(tmp_path, monkeypatch):
    monkeypatch.setattr("app.assets.LOOK_SECONDS", 0)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "a.js").write_text("1")
    assets = Assets(tmp_path)
    seen = {assets.hash}
    assert assets.hash in seen
    (tmp_path / "vendor" / "b.js").write_text("2")
    seen.add(assets.hash)
    (tmp_path / "a.js").write_text("10")
    seen.add(assets.hash)
    (tmp_path / "a.js").rename(tmp_path / "c.js")
    seen.add(assets.hash)
    assert len(seen) == 4
    assert Assets(tmp_path).hash == assets.hash


def test_types_do_not_depend_on_the_machine(client, tmp_path):
    assert client.get("/static/theme.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/static/logo.svg").headers["content-type"] == "image/svg+xml"
