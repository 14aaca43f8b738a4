"""The whole path with real parts: `python -m app serve`, its judge, and HTTP."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app.settings import ROOT
from tests.web.conftest import eventually
from tests.web.test_events import listen

SUBMISSIONS = ROOT / "problems" / "stable-softmax" / "submissions"
START_SECONDS = 60


class Server:
    """`python -m app serve` on a free port."""

    def __init__(self, data: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TORCHYARD_")}
        environment |= {"TORCHYARD_DATA": str(data), "TORCHYARD_PORT": "0", "PYTHONUNBUFFERED": "1"}
        data.mkdir(exist_ok=True)
        self.log = data / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        found = eventually(lambda: re.search(r"Torchyard is at (http://\S+)", self.log.read_text()), START_SECONDS)
        self.client = httpx.Client(base_url=found[1], timeout=90)

    def healthy(self) -> dict:
        return eventually(lambda: (answer := self.client.get("/healthz")).is_success and answer.json(), START_SECONDS)

    def submit(self, code: str, **more: object) -> str:
        answer = self.client.post("/api/problems/stable-softmax/attempts", json={"code": code, **more})
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def verdict(self, id: str) -> dict:
        return self.client.get(f"/api/attempts/{id}", params={"wait": 60}).json()

    def stop(self, number: int = signal.SIGTERM) -> None:
        self.client.close()
        self.process.send_signal(number)
        self.process.wait(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("data"))
    server.healthy()
    yield server
    server.stop()


def source(name: str) -> str:
    return (SUBMISSIONS / name).read_text()


def test_right_and_wrong(server):
    right = server.verdict(server.submit(source("accepted/shift_by_max.py")))
    assert right["verdict"] == "accepted", right
    assert right["passed"] == right["total"] == len(right["report"]["cases"])
    assert right["wall"] is not None
    wrong = server.verdict(server.submit(source("wrong_answer/global_maximum.py")))
    assert wrong["verdict"] == "wrong_answer"
    assert wrong["sentence"]
    assert server.client.get("/api/problems/stable-softmax").json()["status"] == "solved"


def test_events_of_the_real_judge_can_be_retold(server):
    id = server.submit(source("accepted/shift_by_max.py"))
    live = [(id, name) for id, name, _ in listen(server.client, id) if name != "queued"]
    assert live[0] == ("1-0", "started")
    assert live[-1] == ("1-done", "done")
    again = [(id, name) for id, name, _ in listen(server.client, id)]
    assert again == live


def test_hidden_cases_stay_hidden_until_solved(server):
    folder = ROOT / "problems" / "relu-by-mask"  # no other test here solves it
    right, wrong = (folder / "submissions" / name for name in ("accepted", "wrong_answer/clipped_at_six.py"))

    def hidden(code: str) -> list[dict]:
        answer = server.client.post("/api/problems/relu-by-mask/attempts", json={"code": code})
        report = server.verdict(answer.json()["id"])["report"]
        return [case for case in report["cases"] if not case["public"]]

    assert not any(case["input"] for case in hidden(wrong.read_text()))
    assert all(case["status"] == "passed" for case in hidden(sorted(right.glob("*.py"))[0].read_text()))
    assert all(case["input"] for case in hidden(wrong.read_text()))


def test_once_given_up_a_report_shows_the_hidden_input(server):
    slug = "softmax-backward"
    code = "def softmax_backward(grad_output, x, dim):\n    return grad_output\n"

    def hidden() -> list[dict]:
        answer = server.client.post(f"/api/problems/{slug}/attempts", json={"code": code})
        report = server.verdict(answer.json()["id"])["report"]
        return [case for case in report["cases"] if not case["public"]]

    assert not any(case["input"] for case in hidden())
    assert server.client.post(f"/api/problems/{slug}/give-up").json()["status"] == "given_up"
    assert all(case["input"] for case in hidden())


def test_public_cases_come_from_the_judge(server):
    body = server.client.get("/api/problems/stable-softmax").json()
    assert {case["name"] for case in body["public_cases"]} == {"thirds", "columns"}
    assert body["hidden_cases"] > 0
    assert {place["dtype"] for place in body["stability"]["cells"]} == {"float64", "float32", "float16"}


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("", "runtime_error"),
        ("def softmax(x, dim)\n    return x", "runtime_error"),
        ("import torch", "runtime_error"),
        ("def softmax(x): return x", "runtime_error"),
        ("def softmax(x, dim): return None", "wrong_answer"),
        ("exit()", "runtime_error"),
    ],
)
def test_bad_input_gets_a_verdict_and_a_sentence(server, code, verdict):
    attempt = server.verdict(server.submit(code))
    assert attempt["verdict"] == verdict, attempt["sentence"]
    assert len(attempt["sentence"]) > 10


def test_a_loop_without_end_can_be_cancelled(server):
    id = server.submit("while True:\n    pass\n")
    eventually(lambda: server.client.get(f"/api/attempts/{id}").json()["status"] == "running")
    begun = time.monotonic()
    attempt = server.client.delete(f"/api/attempts/{id}").json()
    assert attempt["cancelled"] is True
    assert time.monotonic() - begun < 5
    assert server.verdict(server.submit(source("accepted/shift_by_max.py")))["verdict"] == "accepted"


def test_a_killed_judge_loses_no_attempt(server):
    # Long enough to be in the judge's hands when it dies, and to be judged again after.
    slow = "import time; time.sleep(1)\n" + source("accepted/shift_by_max.py")
    id = server.submit(slow)
    eventually(lambda: server.client.get(f"/api/attempts/{id}").json()["status"] == "running")
    os.kill(server.healthy()["judge"]["pid"], signal.SIGKILL)
    attempt = server.verdict(id)
    assert (attempt["verdict"], attempt["tries"]) == ("accepted", 2), attempt["sentence"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_server_loses_no_attempt(tmp_path, number):
    first = Server(tmp_path / "data")
    judge = first.healthy()["judge"]["pid"]
    id = first.submit("import time; time.sleep(1)\n" + source("accepted/shift_by_max.py"))
    eventually(lambda: first.client.get(f"/api/attempts/{id}").json()["status"] == "running")
    first.client.put("/api/problems/stable-softmax/draft", json={"code": "kept"})
    first.stop(number)
    eventually(lambda: not Path(f"/proc/{judge}/exe").exists())
    second = Server(tmp_path / "data")
    try:
        assert second.verdict(id)["verdict"] == "accepted"
        assert second.client.get("/api/problems/stable-softmax/draft").json()["code"] == "kept"
    finally:
        second.stop()


def refused(**settings: str) -> str:
    """What `serve` says when it does not start: one line, and an exit status that is no success."""
    environment = os.environ | {f"TORCHYARD_{name.upper()}": value for name, value in settings.items()}
    run = subprocess.run(
        [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 2
    assert run.stderr.strip().count("\n") == 0, run.stderr
    return run.stderr


def test_a_bad_setting_is_one_line(tmp_path):
    assert "TORCHYARD_PORT" in refused(port="http", data=str(tmp_path))


def test_a_taken_port_is_one_line(tmp_path, server):
    assert "cannot listen" in refused(port=str(server.client.base_url.port), data=str(tmp_path))


def test_two_servers_do_not_share_a_folder(server):
    assert "Another Torchyard server uses" in refused(port="0", data=str(server.log.parent))
    assert server.client.get("/healthz").status_code == 200
