"""A real server with a real judge, and a real browser.

Every test is a learner of its own: its browser context has its own cookie.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Playwright, Request, expect

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
START_SECONDS = 90.0

# What a browser does on its own would look like requests of ours, and a root user has no sandbox to give it.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs a browser: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    chosen = {**browser_type_launch_args, "args": arguments}
    if SYSTEM_CHROMIUM.exists():
        return {**chosen, "executable_path": str(SYSTEM_CHROMIUM)}
    if not Path(playwright.chromium.executable_path).exists():
        _missing("no Chromium: neither /usr/bin/chromium nor Playwright's own (.venv/bin/playwright install chromium)")
    return chosen


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the judge answers, too: /healthz is 503 before."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"no judge within {START_SECONDS:.0f} s:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def base_url(browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server started for these tests, `python -m app serve` as a person would."""
    # A Unix socket's path is short, so the data folder is not below pytest's long one.
    data = Path(os.path.realpath(subprocess.check_output(["mktemp", "-d", "-t", "ty-XXXXXX"], text=True).strip()))
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "log.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TORCHYARD_")}
    environment |= {"TORCHYARD_DATA": str(data), "TORCHYARD_PORT": str(port), "TORCHYARD_LEARNERS": "cookie"}
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait(url, server, log)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            shutil.rmtree(data, ignore_errors=True)


class Watch:
    """What a page must not do: ask another host, log an error, break its own content security policy."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.faults: list[str] = []
        self.expected: list[str] = []

    def expect(self, part: str) -> None:
        """A fault that contains this is what the test is about."""
        self.expected.append(part)

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:", "about:")):
            self.faults.append(f"asked {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"logged {message.type}: {message.text}")

    def verdict(self) -> list[str]:
        return [fault for fault in self.faults if not any(part in fault for part in self.expected)]


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    watching = Watch(base_url)
    yield watching
    assert watching.verdict() == []


@pytest.fixture
def context(watch: Watch, new_context: Any) -> BrowserContext:
    made: BrowserContext = new_context()
    made.on("request", watch.request)
    made.on("console", watch.console)
    made.on("weberror", lambda error: watch.faults.append(f"threw {error.error}"))
    made.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    return made


def submission(name: str, problem: str = "stable-softmax") -> str:
    return (ROOT / "problems" / problem / "submissions" / name).read_text()


def starter(problem: str = "stable-softmax") -> str:
    return (ROOT / "problems" / problem / "starter.py").read_text()


class Workspace:
    """The page of a problem, as a learner uses it."""

    def __init__(self, page: Page, slug: str = "stable-softmax") -> None:
        self.page = page
        self.slug = slug

    def open(self) -> "Workspace":
        self.page.goto(f"/problems/{self.slug}")
        self.ready()
        return self

    def ready(self) -> None:
        expect(self.page.locator("html[data-ready]")).to_be_attached()

    @property
    def code(self) -> Locator:
        return self.page.get_by_role("textbox", name="solution.py")

    def write(self, text: str) -> None:
        self.code.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def text(self) -> str:
        """The whole of it: the editor draws only the lines that are in sight. Hints at their ends are no text."""
        bare = "(line) => { line = line.cloneNode(true); line.querySelectorAll('.inlay').forEach((n) => n.remove()); "
        lines = self.code.locator(".cm-line").evaluate_all(f"(lines) => lines.map({bare} return line.textContent; }})")
        return "\n".join(lines)

    def submit(self) -> None:
        self.page.locator(".runs").get_by_role("button", name="Submit").click()

    def run(self) -> None:
        self.page.locator(".runs").get_by_role("button", name="Run").click()

    @property
    def result(self) -> Locator:
        return self.page.locator("#p-res")

    def verdict(self, word: str) -> None:
        expect(self.result.locator(".verdict .v")).to_have_text(word)

    def saved(self) -> None:
        expect(self.page.locator("#saved")).to_contain_text("Draft saved")


@pytest.fixture
def workspace(page: Page) -> Workspace:
    return Workspace(page).open()
