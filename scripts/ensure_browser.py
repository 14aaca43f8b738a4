"""See to it that the browser tests find a Chromium, or say plainly that they won't.

The distribution's own (/usr/bin/chromium) is taken where it is; otherwise Playwright's, downloaded once. Where neither
can be had, the browser tests are skipped; with CI=true that is a failure, so that a green CI has driven a real browser.
"""

import os
import subprocess
import sys
from pathlib import Path

SYSTEM = Path("/usr/bin/chromium")


def playwrights_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def main() -> int:
    if SYSTEM.exists() or playwrights_own().exists():
        return 0
    print("No Chromium here yet: asking Playwright for one (some 150 MB, once).", flush=True)
    install = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(install, timeout=600, check=False)
    if done.returncode == 0 and playwrights_own().exists():
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
