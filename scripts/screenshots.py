"""Take the pictures in docs/screenshots/: known-wrong submissions, handed in to a real server in a real browser.

    .venv/bin/python scripts/screenshots.py [NAME …]

Without names, all of them. Afterwards look at each: what is wrong must be seen in five seconds.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from png import small

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
SIZE: ViewportSize = {"width": 1280, "height": 800}
MOST_BYTES = 150 << 10
START_SECONDS = 120.0
JUDGED_MS = 60_000


@dataclass(frozen=True)
class Shot:
    """One picture: a submission that ships with a problem, and what to look at."""

    problem: str
    submission: str
    case: str = ""  # to show instead of the first that fails
    tab: str = ""  # what to compare, where it is not the first check
    line: str = ""  # where the cursor stands: the beginning of the line that is wrong
    theme: Literal["light", "dark"] = "light"


SHOTS = {
    "wrong-answer": Shot("layernorm", "wrong_answer/over_the_batch.py", line="dims = 0"),
    "wrong-softmax": Shot("stable-softmax", "wrong_answer/global_maximum.py", line="e = "),
    "wrong-mask": Shot("fix-attention", "wrong_answer/blind_to_itself.py", case="three tokens", line="future ="),
    "wrong-variance": Shot("batchnorm1d", "wrong_answer/unbiased_in_the_forward.py", line="mean, var = x.mean"),
    "wrong-gradient": Shot(
        "custom-autograd-relu",
        "wrong_answer/slope_forgotten_in_the_backward.py",
        line="return grad_output",
        theme="dark",
    ),
}


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a server of its own, with an empty database, until it is no longer wanted."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    url = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TORCHYARD_")}
    with tempfile.TemporaryDirectory(prefix="ty-", ignore_cleanup_errors=True) as data:
        environment |= {"TORCHYARD_DATA": data, "TORCHYARD_PORT": str(port), "TORCHYARD_LEARNERS": "cookie"}
        command = [sys.executable, "-m", "app", "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"{url}/healthz", process)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until a judge answers: before, /healthz says 503."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit("The server did not start; `python -m app serve` says why.")


def hand_in(page: Page, url: str, shot: Shot) -> None:
    """Open the problem, submit, and wait for all that is told of a wrong answer."""
    page.goto(f"{url}/problems/{shot.problem}")
    expect(page.locator("html[data-ready]")).to_be_attached(timeout=JUDGED_MS)
    page.get_by_role("textbox", name="solution.py").focus()
    page.keyboard.press("Control+a")
    source = (ROOT / "problems" / shot.problem / "submissions" / shot.submission).read_text()
    source = source.split('"""', 2)[2].lstrip()  # its docstring says what is wrong with it
    page.keyboard.insert_text(source)
    page.keyboard.press("Control+Home")
    for _ in range(next(n for n, line in enumerate(source.splitlines()) if line.lstrip().startswith(shot.line))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Shift+Enter")  # so the editor keeps the cursor, and its line is marked
    expect(page.locator("#p-res .verdict .v")).to_have_text("Wrong answer", timeout=JUDGED_MS)
    expect(page.locator("#p-res")).not_to_contain_text("Looking for the smallest input", timeout=JUDGED_MS)
    if shot.case:
        page.locator("#bp-c").get_by_role("button", name=shot.case, exact=True).click()
    if shot.tab:
        page.locator("#p-res .check-tabs").get_by_role("tab", name=shot.tab).click()
    page.get_by_role("textbox", name="solution.py").focus()
    page.mouse.move(0, 0)


def take(browser: Browser, url: str, name: str, shot: Shot) -> bool:
    """Write one picture; whether it is small enough."""
    context = browser.new_context(viewport=SIZE, color_scheme=shot.theme, reduced_motion="reduce", timezone_id="UTC")
    page = context.new_page()
    hand_in(page, url, shot)
    path = FOLDER / f"{name}.png"
    path.write_bytes(small(page.screenshot()))
    context.close()
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size >> 10} KiB", flush=True)
    return size <= MOST_BYTES


def main(names: list[str]) -> int:
    if unknown := set(names) - SHOTS.keys():
        raise SystemExit(f"No picture is called {', '.join(sorted(unknown))}. There are {', '.join(SHOTS)}.")
    FOLDER.mkdir(exist_ok=True)
    arguments = ["--disable-gpu", "--disable-lcd-text"]  # grey letters are smaller than coloured ones
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none to give
    executable = SYSTEM_CHROMIUM if SYSTEM_CHROMIUM.exists() else None
    with server() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        fine = [take(browser, url, name, shot) for name, shot in SHOTS.items() if not names or name in names]
        browser.close()
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
