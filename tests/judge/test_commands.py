"""`new`, `submit` and the command line: what they make, print and return."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from typer.testing import CliRunner

from app import client, scaffold
from app.__main__ import cli
from app.catalog import load
from app.judge.check import prove
from app.settings import ROOT
from tests.judge.bank import judge_of

# ---- new -----------------------------------------------------------------------------------------------------------


def test_a_new_problem_runs_and_its_check_says_what_is_still_to_be_written(pool, tmp_path, capsys):
    assert scaffold.main(tmp_path, "masked-mean") == 0
    assert "`python -m app check masked-mean` says what is missing." in capsys.readouterr().out
    faults = prove(tmp_path / "masked-mean", judge_of(tmp_path)).faults
    assert faults == [
        "hints.md must be a numbered list, the least hint first.",
        "statement.md is empty.",
        "hints.md is empty.",
        "editorial.md is empty.",
        "submissions/accepted needs a second solution by another route.",
        "idle cases, the first to catch nothing: 'three dimensions'.",
    ]


def test_a_new_problem_that_is_filled_in_holds(pool, tmp_path):
    scaffold.main(tmp_path, "masked-mean")
    folder = tmp_path / "masked-mean"
    for name, text in {"statement.md": "Twice.", "hints.md": "1. Add.", "editorial.md": "A sum."}.items():
        (folder / name).write_text(text)
    (folder / "submissions/accepted/product.py").write_text("def masked_mean(x):\n    return 2 * x\n")
    (folder / "submissions/wrong_answer/flat.py").write_text(
        '"""You flatten.\nCaught by: three dimensions"""\n\n\ndef masked_mean(x):\n    return 2 * x.flatten(1)\n'
    )
    assert prove(folder, judge_of(tmp_path)).faults == []
    assert load(folder).title == "Masked mean"


@pytest.mark.parametrize("slug", ["Masked", "masked_mean", "", "a--b", "-a", "a b", "../a", "a/b", "ä"])
def test_a_new_problem_needs_a_slug(tmp_path, slug, capsys):
    assert scaffold.main(tmp_path, slug) == 2
    assert "is no slug" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_problem_that_is_there_is_not_overwritten(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "statement.md").write_text("work")
    assert scaffold.main(tmp_path, "mine") == 2
    assert "exists already" in capsys.readouterr().out
    assert (tmp_path / "mine" / "statement.md").read_text() == "work"
    assert len(list((tmp_path / "mine").iterdir())) == 1


# ---- submit --------------------------------------------------------------------------------------------------------


class Server(HTTPServer):
    """Answers as Torchyard does, once still waiting, then done."""

    verdict = "accepted"
    status = 202
    asked: list[tuple[str, bytes]]
    polls = 0


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, body))
        if self.server.status == 500:
            return self.answer(500, b"<html>broken</html>")
        if self.server.status != 202:
            error = {"error": {"code": "not_found", "message": "There is no such problem."}}
            return self.answer(self.server.status, json.dumps(error).encode())
        return self.answer(202, b'{"id": "a1", "status": "queued"}')

    def do_GET(self) -> None:
        self.server.polls += 1
        if self.server.polls == 1:
            return self.answer(200, b'{"id": "a1", "status": "running", "verdict": null, "report": null}')
        cases = [
            {"name": "one", "status": "passed", "sentence": ""},
            {"name": "two", "status": "failed", "sentence": "wrong"},
        ]
        report = {"sentence": "So it is.", "cases": cases}
        done = {"id": "a1", "status": "done", "verdict": self.server.verdict, "report": report}
        return self.answer(200, json.dumps(done).encode())

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def address(site: Server) -> str:
    return f"http://127.0.0.1:{site.server_port}"


@pytest.mark.parametrize(("verdict", "status"), [("accepted", 0), ("wrong_answer", 1), ("judge_error", 1)])
def test_submit_waits_prints_the_cases_and_returns_the_verdict(site, verdict, status, capsys):
    site.verdict = verdict
    assert client.main(address(site), "double", "x = 'é'", "submit") == status
    assert capsys.readouterr().out == f"{verdict}: So it is.\n  ✓ one  \n  ✗ two  wrong\n"
    assert site.asked[0][0] == "/api/problems/double/attempts"
    assert json.loads(site.asked[0][1]) == {"code": "x = 'é'", "mode": "submit"}
    assert site.polls == 2


def test_submit_prints_the_server_s_own_sentence_when_it_refuses(site, capsys):
    site.status = 404
    assert client.main(address(site), "nowhere", "", "run") == 2
    assert capsys.readouterr().out == "There is no such problem.\n"
    site.status = 500
    assert client.main(address(site), "nowhere", "", "run") == 2
    assert capsys.readouterr().out == "The server answered 500.\n"


def test_submit_says_when_no_server_is_there(capsys):
    assert client.main("http://127.0.0.1:1", "double", "", "submit") == 2
    assert "No server answers at http://127.0.0.1:1" in capsys.readouterr().out


# ---- the command line ----------------------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch):
    monkeypatch.delenv("TORCHYARD_PROBLEMS", raising=False)

    def do(*args: str, stdin: str = "", **environment: str):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(cli, args, input=stdin)

    return do


def test_new_makes_the_folder_among_the_problems_of_the_settings(command, tmp_path):
    done = command("new", "two-words", TORCHYARD_PROBLEMS=str(tmp_path))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "two-words" / "problem.toml").exists()
    assert command("new", "two-words").exit_code == 2


def test_submit_reads_a_file_or_standard_input(command, site, tmp_path):
    (tmp_path / "a.py").write_text("from a file")
    assert command("submit", "double", str(tmp_path / "a.py"), "--server", address(site)).exit_code == 0
    assert command("submit", "double", "-", "--run", "--server", address(site), stdin="from a pipe").exit_code == 0
    assert [json.loads(body) for _, body in site.asked] == [
        {"code": "from a file", "mode": "submit"},
        {"code": "from a pipe", "mode": "run"},
    ]


def test_submit_says_in_a_sentence_that_the_file_is_not_there(command, site, tmp_path):
    done = command("submit", "double", str(tmp_path / "nothing.py"), "--server", address(site))
    assert done.exit_code == 2
    assert not isinstance(done.exception, OSError), "a sentence, not a traceback"
    assert site.asked == []


def test_a_setting_that_cannot_be_used_is_one_sentence(command):
    done = command("new", "a-slug", TORCHYARD_PORT="many")
    assert done.exit_code == 2
    assert "TORCHYARD_PORT" in done.output
    assert "Traceback" not in done.output


def test_without_a_command_the_help_is_shown(command):
    done = command()
    for name in ("serve", "judge", "check", "new", "submit"):
        assert name in done.output


def test_what_does_not_judge_does_not_load_torch():
    """`new` and `submit` answer at once."""
    code = "import sys, app.__main__, app.client, app.scaffold, app.problem_check; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0
