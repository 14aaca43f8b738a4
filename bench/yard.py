"""A real server on a data folder of its own: `python -m app serve`, its judge, zygote and runners, all in reach.

Whoever measures or breaks things needs to see the processes, to kill them, and to read what is stored without asking
the server for it.
"""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0
AWAY = (OSError, http.client.HTTPException)  # what a client sees of a server that died
V = TypeVar("V")


def until(condition: Callable[[], V], seconds: float = START_SECONDS, pause: float = 0.02) -> V:
    """What the condition gives once it is true."""
    end = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"this did not happen within {seconds:g} s")
        time.sleep(pause)
    return result


def end_in_order() -> None:
    """Let SIGTERM run the `finally` clauses, which stop servers and remove folders."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@contextmanager
def process(*arguments: str) -> Iterator[None]:
    """Another Python beside the server, ended at the end."""
    started = subprocess.Popen([sys.executable, *arguments], cwd=ROOT)
    try:
        yield
    finally:
        started.terminate()
        started.wait()


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: Any


class Learner:
    """A browser of its own, which its cookie makes it; a connection for each call outlives no server."""

    def __init__(self, port: int, timeout: float = 90.0, cookie: str = "") -> None:
        self.port, self.timeout, self.cookie = port, timeout, cookie

    def call(self, method: str, path: str, body: object = None) -> Answer:
        """One request; raises one of AWAY when nobody answers."""
        headers = {"Connection": "close"} | ({"Cookie": self.cookie} if self.cookie else {})
        if body is not None:
            headers["Content-Type"] = "application/json"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)) as connection:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = connection.getresponse()
            content = response.read()
        found = {name.lower(): value for name, value in response.getheaders()}
        self.cookie = found.get("set-cookie", self.cookie).partition(";")[0]
        is_json = found.get("content-type", "").startswith("application/json")
        return Answer(response.status, found, json.loads(content) if is_json and content else content)

    def post(self, slug: str, code: str, **more: object) -> Answer:
        return self.call("POST", f"/api/problems/{slug}/attempts", {"code": code, "device": "cpu", **more})

    def submit(self, slug: str, code: str, **more: object) -> str:
        """The id of an attempt that was taken."""
        answer = self.post(slug, code, **more)
        if answer.status != 202:
            raise RuntimeError(f"{answer.status}: {answer.body}")
        return str(answer.body["id"])

    def wait(self, id: str, seconds: float = 60.0) -> dict[str, Any]:
        """The attempt, once it is done."""
        end = time.monotonic() + seconds
        while True:
            answer: dict[str, Any] = self.call("GET", f"/api/attempts/{id}?wait=20").body
            if answer["status"] == "done":
                return answer
            if time.monotonic() > end:
                raise TimeoutError(f"attempt {id} is {answer['status']} after {seconds:g} s")


class Processes:
    """All processes of this machine at one moment: who is whose child."""

    def __init__(self) -> None:
        self._children: dict[int, list[int]] = {}
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with suppress(OSError, IndexError):
                    fields = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
                    if fields[0] not in "ZX":  # a zombie is gone, but for being noticed
                        self._children.setdefault(int(fields[1]), []).append(int(entry.name))

    def children(self, pid: int) -> list[int]:
        return sorted(self._children.get(pid, ()))

    def below(self, pid: int) -> list[int]:
        found = self.children(pid)
        return [*found, *(deeper for child in found for deeper in self.below(child))]


def is_alive(pid: int) -> bool:
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def cpu_seconds(pid: int) -> float:
    """That a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> bool:
    """Whether there was somebody to be killed."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


@dataclass
class Tree:
    """The processes of one server. Zygotes are all that fork: the first one, those for single problems, and where an
    ordinary user's namespace needs it, a parent that waits."""

    web: int
    judge: int | None
    zygotes: list[int]
    runners: list[int]
    zygote: int = 0  # the first that forks runners


class Yard:
    """A server that may be killed and started again on the same data and the same port."""

    def __init__(self, data: Path, prefix: Sequence[str] = (), **settings: object) -> None:
        self.data, self.port = data, free_port()
        self.judges: set[int] = set()  # every one that was seen
        self._prefix = [*prefix]
        self._settings = {"learners": "cookie", **settings}
        self._process: subprocess.Popen[bytes] | None = None

    # Life

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def database(self) -> Path:
        return self.data / "torchyard.db"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def spawn(self) -> "Yard":
        """Start, and do not wait for anything."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TORCHYARD_")}
        own = {"data": self.data, "port": self.port, **self._settings}
        environment |= {f"TORCHYARD_{name.upper()}": str(value) for name, value in own.items()}
        self.data.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._prefix, sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        return self

    def start(self) -> "Yard":
        """Start, and wait until requests are answered."""
        self.spawn()
        until(self.answers)
        return self

    def kill(self) -> None:
        """SIGKILL to the web process; its judge must go with it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Kindly, as a service manager does."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    # From outside

    def answers(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            raise RuntimeError(f"the server ended ({self._process.returncode}): {self.log.read_text()[-2000:]}")
        with suppress(*AWAY):
            Learner(self.port, timeout=5).call("GET", "/healthz")
            return True
        return False

    def health(self) -> dict[str, Any]:
        """What /healthz says while a judge with a spare is there; {} otherwise."""
        with suppress(*AWAY):
            answer = Learner(self.port, timeout=5).call("GET", "/healthz")
            if answer.status == 200 and answer.body["judge"]["spares"] > 0:
                body: dict[str, Any] = answer.body
                return body
        return {}

    def healthy(self, seconds: float = START_SECONDS) -> dict[str, Any]:
        return until(self.health, seconds)

    def learner(self, cookie: str = "") -> Learner:
        return Learner(self.port, cookie=cookie)

    def tree(self) -> Tree:
        """The processes as they are now."""
        processes = Processes()
        judges = [pid for pid in processes.below(self.pid) if "app judge" in command(pid)]
        judge = judges[0] if judges else None
        if judge is None:
            return Tree(self.pid, None, [], [])
        self.judges.add(judge)
        below = [pid for pid in processes.below(judge) if "app.judge.zygote" in command(pid)]
        zygotes = [pid for pid in below if processes.children(pid) or pid in processes.children(judge)]
        # Without root the first of them only waits for the one that forks.
        waits = bool(zygotes) and processes.children(zygotes[0]) == zygotes[1:2]
        zygote = (zygotes[1:2] if waits else zygotes[:1]) or [0]
        return Tree(self.pid, judge, zygotes, [pid for pid in below if pid not in zygotes], zygote[0])

    def processes(self) -> list[int]:
        """All that belong to this server."""
        return [self.pid, *Processes().below(self.pid)]

    def idle(self) -> bool:
        """Whether the judge did hardly anything for two seconds: what it computes ahead of demand is computed."""
        judge = self.tree().judge
        if judge is None:
            return False
        before = cpu_seconds(judge)
        time.sleep(2)
        return cpu_seconds(judge) - before < 0.1

    def groups(self) -> int:
        """Control groups of this server's judges, the dead ones included."""
        pattern = re.compile(r"torchyard-(\d+)-\w+")
        names = {name for _, folders, _ in os.walk("/sys/fs/cgroup") for name in folders}  # v1 has each in two trees
        return sum(match is not None and int(match[1]) in self.judges for match in map(pattern.fullmatch, names))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read from the database itself: what is there is what is stored."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(query, values).fetchall()

    def count_reports(self) -> None:
        """From now on the database itself notes every verdict that is written; what a report gets later is none."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.executescript(
                "CREATE TABLE IF NOT EXISTS written (id TEXT);"
                "CREATE TRIGGER IF NOT EXISTS note_reports AFTER UPDATE OF verdict ON attempts "
                "BEGIN INSERT INTO written VALUES (NEW.id); END;"
            )
