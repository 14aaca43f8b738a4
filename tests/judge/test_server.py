"""The judge as a server: a real process on a real socket, spoken to in lines of JSON."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.judge.server import opened_first
from app.settings import ROOT
from tests.judge.bank import DOUBLE, eventually, write

RIGHT = "def double(x):\n    return x + x\n"
SLEEPER = "import time\ntime.sleep(4)\n" + RIGHT


class Line:
    """One connection."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(30)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rb")

    def tell(self, **message) -> None:
        self.socket.sendall(json.dumps(message).encode() + b"\n")

    def hear(self):
        line = self.file.readline()
        return json.loads(line, parse_constant=_no_constants) if line else None

    def judge(self, id_: str, code: str = RIGHT, slug: str = "double", **more) -> None:
        order = {"slug": slug, "code": code, "mode": "submit", "device": "auto", "scratch": None}
        self.tell(op="judge", id=id_, **order | more)

    def until_done(self, id_: str):
        """The events of an attempt, and its report; others' lines are passed over."""
        events = []
        while (message := self.hear()) is not None:
            if message.get("id") == id_ and message["type"] == "event":
                events.append(message["event"])
            if message.get("id") == id_ and message["type"] == "done":
                return events, message["report"]
        raise AssertionError("the connection was lost")

    def close(self) -> None:
        self.file.close()
        self.socket.close()


def _no_constants(name):
    raise AssertionError(f"{name} is no JSON")


def start(folder: Path) -> tuple[subprocess.Popen, Path]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TORCHYARD_")}
    environment |= {
        "TORCHYARD_DATA": str(folder / "data"),
        "TORCHYARD_PROBLEMS": str(folder / "problems"),
        "TORCHYARD_JUDGE_SOCKET": str(folder / "j.sock"),
        "TORCHYARD_SLOTS": "2",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "judge"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    return process, folder / "j.sock"


def can_connect(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as trial:
        trial.connect(str(path))
        return True
    return False


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Path]:
    # Unix sockets have short names; pytest's folders do not.
    folder = tmp_path_factory.mktemp("s")
    write(folder / "problems" / "double")
    write(folder / "problems" / "broken", {"reference.py": "def double(x):\n    return nothing\n"})
    write(folder / "problems" / "left-out", {"problem.toml": 'title = "no topics"\n'})
    process, path = start(folder)
    try:
        eventually(lambda: can_connect(path) or process.poll() is not None, 40)
        assert process.poll() is None, process.stderr.read().decode()
        yield path
    finally:
        process.terminate()
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0, log.decode()
    assert not path.exists()


@pytest.fixture
def line(server: Path) -> Iterator[Line]:
    connection = Line(server)
    yield connection
    connection.close()


def test_it_says_how_it_is_on_connecting_and_when_asked(line):
    hello = line.hear()
    line.tell(op="health")
    assert {**line.hear(), "judge": None} == {**hello, "judge": None}
    assert hello["type"] == "health"
    assert hello["judge"]["status"] == "ok"
    assert hello["judge"]["slots"] == 2
    assert hello["judge"]["devices"][0] == "cpu"
    assert hello["judge"]["slots_on"] == {"cpu": 2, "cuda": 0}, "GPUs are off unless they are switched on"
    assert all(gpu["state"] == "off" for gpu in hello["judge"]["gpus"])
    assert hello["sandbox"]["level"] in ("full", "partial", "none")
    assert set(hello["problems"]) == {"double", "broken"}


def test_an_attempt_is_told_case_by_case_and_then_whole(line):
    line.judge("a1", "import time\ndef double(x):\n    time.sleep(0.1)\n    return 2 * x\n")
    events, report = line.until_done("a1")
    assert report["verdict"] == "accepted"
    assert [event["kind"] for event in events][:2] == ["started", "case"]
    told = [event["case"] for event in events[1:]]  # the last ones may be told by the report alone
    assert told == report["cases"][: len(told)]


def test_several_attempts_on_one_connection_keep_their_ids(line):
    for number in range(4):
        line.judge(f"n{number}", RIGHT if number % 2 else "def double(x):\n    return x\n")
    verdicts = {}
    while len(verdicts) < 4:
        message = line.hear()
        if message["type"] == "done":
            verdicts[message["id"]] = message["report"]["verdict"]
    assert verdicts == {"n0": "wrong_answer", "n1": "accepted", "n2": "wrong_answer", "n3": "accepted"}


def test_two_connections_hear_only_their_own(server, line):
    other = Line(server)
    line.judge("mine")
    other.judge("theirs")
    for connection, own in ((line, "mine"), (other, "theirs")):
        heard = []
        while "done" not in [message["type"] for message in heard]:
            heard.append(connection.hear())
        assert {message["id"] for message in heard if "id" in message} == {own}
    other.close()


def test_public_cases_come_with_inputs_and_expected_values_and_hidden_ones_as_a_number(line):
    line.hear()
    line.tell(op="cases", slug="double")
    answer = line.hear()
    assert (answer["type"], answer["slug"], answer["hidden"]) == ("cases", "double", 1)
    assert [case["name"] for case in answer["cases"]] == ["by hand", "two dimensions"]
    assert [(place["kind"], place["cases"]) for place in answer["stability"]["cells"]] == [
        ("huge", [2]),
        ("ordinary", [0, 1]),
    ]
    first = answer["cases"][0]
    assert first["call"] == "double(x)"
    assert first["input"] == [{"name": "x", "value": first["input"][0]["value"]}]
    assert first["input"][0]["value"]["values"] == [1.0, 2.0]
    assert first["expected"][0]["value"]["values"] == [2.0, 4.0]
    assert "7311" not in json.dumps(answer)


@pytest.mark.parametrize("slug", ["nowhere", "left-out", "broken", "", "../double", None, 3, ["double"]])
def test_cases_of_a_problem_that_has_none_to_show(line, slug):
    line.hear()
    line.tell(op="cases", slug=slug)
    answer = line.hear()
    assert answer["cases"] == []
    assert answer["type"] == "cases"


def test_a_running_attempt_is_cancelled(line):
    line.judge("c1", SLEEPER)
    while line.hear().get("event", {}).get("kind") != "started":
        pass
    started = time.monotonic()
    line.tell(op="cancel", id="c1")
    _, report = line.until_done("c1")
    assert time.monotonic() - started < 3
    assert report["cancelled"] is True
    assert report["verdict"] is None


def test_a_waiting_attempt_is_cancelled_before_its_turn(line):
    """Two slots are busy; the third attempt is let go of while it waits."""
    for number in range(3):
        line.judge(f"w{number}", SLEEPER)
    for number in (2, 0, 1):
        line.tell(op="cancel", id=f"w{number}")
    reports = {}
    while len(reports) < 3:
        message = line.hear()
        if message["type"] == "done":
            reports[message["id"]] = message["report"]
    assert all(report["cancelled"] for report in reports.values())


def test_cancelling_what_is_not_there_does_nothing(line):
    line.hear()
    for message in ({"op": "cancel", "id": "nothing"}, {"op": "cancel"}, {"op": "cancel", "id": None}):
        line.tell(**message)
    line.tell(op="health")
    assert line.hear()["type"] == "health"


@pytest.mark.parametrize("message", [{"op": "dance"}, {"op": None}, {}, {"op": ["judge"]}])
def test_an_unknown_op_is_answered_with_an_error(line, message):
    line.hear()
    line.tell(**message)
    assert line.hear()["type"] == "error"
    line.tell(op="health")
    assert line.hear()["type"] == "health"


@pytest.mark.parametrize(
    "text", [b"nonsense", b"{", b"\xff", b"[1]", b"3", b"null", b'{"op": "judge"}', b'{"op": "judge", "id": "x"}']
)
def test_a_line_that_is_no_message_hurts_nobody_else(server, line, text):
    line.hear()
    junk = Line(server)
    junk.socket.sendall(text + b"\n")
    junk.socket.shutdown(socket.SHUT_WR)
    while junk.hear() is not None:
        pass
    junk.close()
    line.judge("after")
    assert line.until_done("after")[1]["verdict"] == "accepted"


def test_a_problem_that_the_judge_does_not_know_is_its_own_fault(line):
    line.judge("u1", slug="nowhere")
    _, report = line.until_done("u1")
    assert report["verdict"] == "judge_error"
    assert "knows no problem 'nowhere'" in report["sentence"]


def test_a_broken_problem_is_told_and_the_others_go_on(line):
    line.judge("b1", slug="broken")
    assert line.until_done("b1")[1]["verdict"] == "judge_error"
    line.judge("b2")
    assert line.until_done("b2")[1]["verdict"] == "accepted"


def test_when_a_connection_is_lost_its_attempts_are_let_go(server, line):
    """Else their slots would be held for nobody."""
    gone = Line(server)
    for number in range(2):
        gone.judge(f"g{number}", SLEEPER)
    for _ in range(2):
        while gone.hear().get("event", {}).get("kind") != "started":
            pass
    gone.close()
    started = time.monotonic()
    line.judge("next")
    assert line.until_done("next")[1]["verdict"] == "accepted"
    assert time.monotonic() - started < 3


def test_much_code_fits_in_a_line(line):
    line.judge("big", "# " + "é" * 500_000 + "\n" + RIGHT)
    assert line.until_done("big")[1]["verdict"] == "accepted"


def test_numbers_that_json_has_no_word_for_arrive_as_words(line):
    line.judge("nan", "import torch\ndef double(x):\n    return x * torch.inf - x * torch.inf\n")
    _, report = line.until_done("nan")
    assert report["cases"][0]["checks"][0]["actual"]["values"] == ["nan", "nan"]


def test_the_socket_is_nobody_else_s(server):
    assert server.stat().st_mode & 0o077 == 0


def test_a_judge_that_is_asked_to_stop_stops_in_the_middle_of_an_attempt(tmp_path):
    write(tmp_path / "problems" / "double", {"problem.toml": DOUBLE["problem.toml"].replace("= 20", "= 60")})
    process, path = start(tmp_path)
    eventually(lambda: can_connect(path), 40)
    line = Line(path)
    line.judge("x", "import time\ntime.sleep(50)\n")
    while line.hear().get("event", {}).get("kind") != "started":
        pass
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=8)
    assert process.returncode == 0
    assert line.hear() is None
    line.close()


def test_a_counterexample_follows_the_report(line):
    line.judge("small", "def double(x):\n    return 3 * x\n")
    _, report = line.until_done("small")
    assert (report["verdict"], report["counterexample"]) == ("wrong_answer", {"status": "sought"})
    later = line.hear()
    assert (later["type"], later["id"]) == ("later", "small")
    assert later["found"]["counterexample"]["entries"] == 1


def test_what_an_accepted_answer_does_elsewhere_follows_the_report(line):
    def shown() -> object:
        line.judge("right")
        _, report = line.until_done("right")
        assert report["verdict"] == "accepted"
        return report["stability"]["shown"]

    eventually(lambda: shown() is None, 20)  # not while attempts of other tests have something to find out
    later = line.hear()
    assert (later["type"], later["id"], later["found"]["counterexample"]) == ("later", "right", None)
    assert {one["status"] for one in later["found"]["stability"]["shown"]} == {"passed"}


def test_nothing_follows_a_run_that_passes(line):
    line.judge("right", mode="run")
    _, report = line.until_done("right")
    assert (report["counterexample"], report["stability"]) == (None, None)
    line.tell(op="health")
    assert line.hear()["type"] == "health"


def test_the_problem_whose_page_is_open_is_learned_next():
    opened = iter(["", "c", "c", "nothing", "a"])
    assert list(opened_first("abcde", lambda: next(opened))) == ["a", "c", "b", "d", "e"]
