"""What protection costs: submit → verdict over HTTP, beside a judge that protects nothing and one process for each.

    make bench                                  the usual run
    make bench ARGS="--count 50 --load 50"      a shorter one

The clock runs from the first byte of the POST to the last byte of the answer that carries the verdict. Torchyard, the
yardstick (bench/bare.py: `exec` in a warm server) and a Python process for each submission take turns in one run, so
that what the machine does meanwhile meets all of them. Clients share its cores. The table is saved in bench/results/.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from bench import bare
from bench.soak import Size
from bench.tables import save, table
from bench.yard import ROOT, Yard, end_in_order, listens, until

SLUG = "stable-softmax"
SUBMISSIONS = ROOT / "problems" / SLUG / "submissions"
RIGHT = (SUBMISSIONS / "accepted" / "shift_by_max.py").read_text()
WRONG = (SUBMISSIONS / "wrong_answer" / "global_maximum.py").read_text()
SLEEPS = RIGHT + "\nimport time\ntime.sleep(1.5)\n"


class Client:
    """One learner with one kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """One request. The connection is made anew when the server hung up on an idle one."""
        text, headers = (json.dumps(body), {"Content-Type": "application/json"}) if body is not None else (None, {})
        try:
            self.connection.request(method, path, text, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection.request(method, path, text, headers)
            response = self.connection.getresponse()
        content = response.read()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} answered {response.status}: {content[:300]!r}")
        answer: dict[str, object] = json.loads(content)
        return answer

    def verdict(self, code: str, slug: str = SLUG) -> str:
        """Submit, wait, and say the verdict."""
        body = {"code": code, "mode": "submit", "device": "cpu"}
        attempt = self.call("POST", f"/api/problems/{slug}/attempts", body)
        while attempt["status"] != "done":
            attempt = self.call("GET", f"/api/attempts/{attempt['id']}?wait=20")
        return str(attempt["verdict"])


def timed(call: Callable[[], object], expected: object) -> float:
    """Seconds that `call` takes; a wrong answer is not worth timing."""
    began = time.perf_counter()
    found = call()
    seconds = time.perf_counter() - began
    if found != expected:
        raise RuntimeError(f"{found!r}, not {expected!r}")
    return seconds


def process_for_each() -> str:
    command = [sys.executable, "-m", "bench.bare", SLUG, "--once"]
    return subprocess.run(command, cwd=ROOT, input=RIGHT, capture_output=True, text=True, check=True).stdout.strip()


def bare_verdict(client: Client) -> str:
    return "accepted" if client.call("POST", "/", {"code": RIGHT})["accepted"] else "wrong_answer"


def throughput(client_of: Callable[[], Callable[[], object]], clients: int, total: int) -> float:
    """Verdicts per second while `clients` submit one after the other, `total` submissions in all."""
    turns, lock, failures = iter(range(total)), threading.Lock(), []

    def learner() -> None:
        verdict = client_of()
        while True:
            with lock:
                if next(turns, None) is None:
                    return
            if verdict() != "accepted":
                failures.append(1)

    threads = [threading.Thread(target=learner) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"under load, {len(failures)} right submissions were not accepted")
    return total / (time.perf_counter() - began)


def row(name: str, seconds: list[float], yardstick: float) -> list[str]:
    ordered = sorted(seconds)
    p50, p95 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return [name, str(len(ordered)), *(f"{1e3 * value:.1f}" for value in (p50, p95)), f"{p50 / yardstick:.1f}"]


def private(pid: int) -> int:
    """Bytes that a process shares with nobody."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Private_"))


def memory(yard: Yard, client: Client) -> list[list[str]]:
    """What each process holds, and a runner's own pages as a spare and in the middle of an attempt."""
    tree = yard.tree()
    assert tree.judge is not None
    named = {"web": tree.web, "judge": tree.judge, "zygote": tree.zygote}
    sizes = {name: Size.of(pid) for name, pid in named.items()}
    rows = [[name, f"{size.rss >> 20}", f"{size.pss >> 20}"] for name, size in sizes.items()]
    spares = [private(pid) for pid in tree.runners]
    rows.append(["runner that waits (its own pages)", f"{max(spares) / 2**20:.1f}", ""])
    submitting = threading.Thread(target=lambda: client.verdict(SLEEPS))
    submitting.start()
    most = 0
    while submitting.is_alive():
        for pid in yard.tree().runners:
            with suppress(OSError):
                most = max(most, private(pid))
        time.sleep(0.05)
    submitting.join()
    return [*rows, ["runner that judges (its own pages)", f"{most / 2**20:.1f}", ""]]


def cold_start() -> list[list[str]]:
    """Seconds from the command to the first page, to a judge that answers, and to a verdict."""
    with tempfile.TemporaryDirectory(prefix="torchyard-bench-") as data:
        yard, began = Yard(Path(data), learners="one"), time.perf_counter()
        try:
            yard.spawn()
            until(lambda: listens(yard.port), pause=0.005)
            page = time.perf_counter() - began
            yard.healthy()
            healthy = time.perf_counter() - began
            timed(lambda: Client(yard.port).verdict(RIGHT), "accepted")
            verdict = time.perf_counter() - began
        finally:
            yard.stop()
    return [["page", f"{page:.1f}"], ["judge with a spare", f"{healthy:.1f}"], ["verdict", f"{verdict:.1f}"]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure submit → verdict over HTTP.")
    parser.add_argument("--count", type=int, default=200, help="submissions that are timed (default 200)")
    parser.add_argument("--processes", type=int, default=10, help="of these in a process each (default 10)")
    parser.add_argument("--load", type=int, default=300, help="submissions for each number of clients (default 300)")
    given = parser.parse_args()
    end_in_order()

    times: dict[str, list[float]] = {"right": [], "wrong": [], "bare": [], "process": []}
    with tempfile.TemporaryDirectory(prefix="torchyard-bench-") as data, bare.serving(SLUG) as bare_port:
        yard = Yard(Path(data), learners="one").start()
        try:
            yard.healthy()
            client, unprotected = Client(yard.port), Client(bare_port())
            for _ in range(5):  # the first ones make caches; a learner of a running server never sees that
                timed(lambda: client.verdict(RIGHT), "accepted")
                timed(lambda: client.verdict(WRONG), "wrong_answer")
            until(yard.idle, 180)  # what the judge learns while nobody waits is no part of this
            for turn in range(given.count):
                times["right"].append(timed(lambda: client.verdict(RIGHT), "accepted"))
                times["wrong"].append(timed(lambda: client.verdict(WRONG), "wrong_answer"))
                times["bare"].append(timed(lambda: bare_verdict(unprotected), "accepted"))
                if turn % max(1, given.count // max(1, given.processes)) == 0:
                    times["process"].append(timed(process_for_each, "accepted"))
            rates = []
            for clients in (1, 4, 16):
                rate = throughput(lambda: partial(Client(yard.port).verdict, RIGHT), clients, given.load)
                other = throughput(lambda: partial(bare_verdict, Client(bare_port())), clients, given.load)
                rates.append([str(clients), f"{rate:.0f}", f"{other:.0f}"])
            held = memory(yard, client)
        finally:
            yard.stop()

    yardstick = statistics.median(times["bare"])
    named = {"right": "a right one", "wrong": "a wrong one", "bare": "`exec` in a warm server, no isolation",
             "process": "a Python process for each"}  # fmt: skip
    save("latency", [
        table(f"submit → verdict, `{SLUG}` | times | p50 ms | p95 ms | × yardstick",
              [row(name, times[key], yardstick) for key, name in named.items()]),
        table("clients at once | verdicts a second | without isolation", rates),
        table("memory | resident MiB | its share MiB", held),
        table("from the command to the first | s", cold_start()),
    ])  # fmt: skip


if __name__ == "__main__":
    main()
