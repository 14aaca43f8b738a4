"""How long a learner waits: submit → verdict over HTTP, beside what a judge without a warm process would need at least.

    make bench                     the usual run
    make bench ARGS="--count 50"   a shorter one

A server is started on a free port with a data folder of its own. The clock runs from the first byte of the POST to the
last byte of the answer that carries the verdict. Beside it, in the same run and between the submissions, stands
`python -c "import torch"`: the least that a judge pays which starts Python for each submission.
Everything, these clients included, shares the machine's cores. The table is also saved under bench/results/.
"""

import argparse
import http.client
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
SUBMISSIONS = ROOT / "problems" / "stable-softmax" / "submissions"
RIGHT = SUBMISSIONS / "accepted" / "shift_by_max.py"
WRONG = SUBMISSIONS / "wrong_answer" / "global_maximum.py"


class Client:
    """One learner with one kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body: object = None) -> dict[str, object]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} answered {response.status}: {text[:300]!r}")
        answer: dict[str, object] = json.loads(text)
        return answer

    def verdict(self, code: str) -> tuple[str, float]:
        """Submit, wait, and say the verdict and the seconds it took."""
        began = time.perf_counter()
        body = {"code": code, "mode": "submit", "device": "cpu"}
        attempt = self.call("POST", "/api/problems/stable-softmax/attempts", body)
        while attempt["status"] != "done":
            attempt = self.call("GET", f"/api/attempts/{attempt['id']}?wait=20")
        return str(attempt["verdict"]), time.perf_counter() - began


def expect(client: Client, source: Path, verdict: str) -> float:
    found, seconds = client.verdict(source.read_text())
    if found != verdict:
        raise RuntimeError(f"{source.name} got {found}, not {verdict}: a wrong verdict is not worth timing")
    return seconds


@contextmanager
def server() -> Iterator[int]:
    """`python -m app serve` on a free port with a fresh data folder, healthy; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="torchyard-bench-") as data:
        own = {key: value for key, value in os.environ.items() if not key.startswith("TORCHYARD_")}
        settings = {"TORCHYARD_PORT": str(port), "TORCHYARD_DATA": data}
        with (Path(data) / "log").open("w+") as log:
            command = [sys.executable, "-m", "app", "serve"]
            process = subprocess.Popen(command, cwd=ROOT, env=own | settings, stdout=log, stderr=log)
            try:
                wait_until_healthy(port, process, Path(log.name))
                yield port
            finally:
                process.terminate()
                try:
                    process.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    process.kill()


def wait_until_healthy(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Client(port).call("GET", "/healthz")
            return
        except (OSError, RuntimeError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit(f"The server did not come up; it said:\n{log.read_text()[-3000:]}")


def import_torch() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    return time.perf_counter() - began


def throughput(port: int, clients: int, total: int) -> float:
    """Verdicts per second while `clients` learners submit one after the other, `total` submissions in all."""
    code, left, lock = RIGHT.read_text(), iter(range(total)), threading.Lock()
    failures: list[str] = []

    def learner() -> None:
        client = Client(port)
        while True:
            with lock:
                if next(left, None) is None:
                    return
            verdict, _ = client.verdict(code)
            if verdict != "accepted":
                failures.append(verdict)

    threads = [threading.Thread(target=learner) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"under load, {len(failures)} right submissions got {sorted(set(failures))}")
    return total / (time.perf_counter() - began)


def row(name: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p50, p95 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"| {name} | {len(ordered)} | {p50 * 1e3:.1f} | {p95 * 1e3:.1f} | {ordered[-1] * 1e3:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure submit → verdict over HTTP.")
    parser.add_argument("--count", type=int, default=200, help="submissions that are timed (default 200)")
    parser.add_argument("--baseline", type=int, default=10, help='times `python -c "import torch"` runs (default 10)')
    parser.add_argument("--load", type=int, default=200, help="submissions for each number of clients (default 200)")
    given = parser.parse_args()

    right: list[float] = []
    wrong: list[float] = []
    baseline: list[float] = []
    with server() as port:
        client = Client(port)
        for _ in range(5):  # the first ones make caches; a learner of a running server never sees that
            expect(client, RIGHT, "accepted")
            expect(client, WRONG, "wrong_answer")
        every = max(1, given.count // max(1, given.baseline))
        for turn in range(given.count):
            if turn % 2 == 0:
                right.append(expect(client, RIGHT, "accepted"))
            else:
                wrong.append(expect(client, WRONG, "wrong_answer"))
            if turn % every == 0 and len(baseline) < given.baseline:
                baseline.append(import_torch())
                client.connection.close()  # the server hangs up on the idle; the next request connects again
        rates = [(clients, throughput(port, clients, given.load)) for clients in (1, 4, 16)]

    now = datetime.now(UTC)
    lines = [
        f"# Latency, {now:%Y-%m-%d %H:%M} UTC",
        "",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        "",
        "| submit → verdict, `stable-softmax` | times | p50 ms | p95 ms | max ms |",
        "|---|---:|---:|---:|---:|",
        row("all submissions", right + wrong),
        row("a right one", right),
        row("a wrong one", wrong),
        *([row('`python -c "import torch"` alone', baseline)] if baseline else []),
        "",
        "| clients at once | verdicts per second |",
        "|---:|---:|",
        *(f"| {clients} | {rate:.1f} |" for clients, rate in rates),
        "",
    ]
    text = "\n".join(lines)
    print(text)
    RESULTS.mkdir(parents=True, exist_ok=True)
    saved = RESULTS / f"latency-{now:%Y%m%d-%H%M%S}.md"
    saved.write_text(text)
    print(f"Saved to {saved.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
