"""Progress of a command over many problems: a line for each that is done, and on a terminal how many are left."""

import sys
import time
from types import TracebackType
from typing import TextIO


class Progress:
    """Prints what is done to standard output, and what is going on to standard error when a person looks at it."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self.total, self.count = total, 0
        self.out = out or sys.stderr
        self.started = time.monotonic()
        self.shown = self.total > 1 and self.out.isatty()

    def __enter__(self) -> "Progress":
        self._status()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def done(self, slug: str, told: str) -> None:
        """One more, in words."""
        self.count += 1
        self._clear()
        print(told, flush=True)
        self._status(f", last {slug}")

    def _status(self, last: str = "") -> None:
        if self.shown and self.count < self.total:
            seconds = time.monotonic() - self.started
            self.out.write(f"… {self.count} of {self.total} after {seconds:.0f} s{last}")
            self.out.flush()

    def _clear(self) -> None:
        if self.shown:
            self.out.write("\r\x1b[K")
            self.out.flush()
