"""See to it that the browser tests find a Chromium, or say plainly that they won't.

The distribution's own (/usr/bin/chromium) is taken where it is; otherwise Playwright's, downloaded once; and where that
cannot be had, root on Debian installs the distribution's. Without any the browser tests are skipped; with CI=true that
is a failure, so that a green CI has driven a real browser.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SYSTEM = Path("/usr/bin/chromium")


def playwrights_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def attempt(*command: str) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=900, check=False).returncode == 0


def main() -> int:
    if SYSTEM.exists() or playwrights_own().exists():
        return 0
    print("No Chromium here yet.", flush=True)
    if attempt(sys.executable, "-m", "playwright", "install", "chromium") and playwrights_own().exists():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
        if attempt("apt-get", "update", "--quiet") and attempt(*install) and SYSTEM.exists():
            return 0
    print(
        "\nMissing: a Chromium. Playwright could not download its own, and /usr/bin/chromium is not there.\n"
        "On Debian: apt-get install chromium. Elsewhere: .venv/bin/playwright install --with-deps chromium.",
        file=sys.stderr,
    )
    if os.environ.get("CI") == "true":
        return 1
    print("The browser tests will be skipped.\n", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
