"""The memory of a runner, watched from outside: for a GPU's where no control group can be made.

CUDA reserves address space by the terabyte and shares memory with its device, so neither RLIMIT_AS nor RLIMIT_DATA says
how much a runner has taken. What is resident does.
"""

import contextlib
import resource
import threading
from collections.abc import Callable
from pathlib import Path

PAUSE = 0.02
SLACK = 64 << 20  # as with a control group
PAGE = resource.getpagesize()


def resident(pid: int) -> int:
    """Bytes of a process that are in memory, shared ones included. Raises OSError when it is gone."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def watch(pid: int, memory_bytes: int, gone: threading.Event, over: Callable[[], None]) -> None:
    """Call `over` once when the process has taken `memory_bytes` more than it has now. Returns at once."""

    def look(most: int) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError):  # it is gone
            while not gone.wait(PAUSE):
                if resident(pid) > most:
                    over()
                    return

    with contextlib.suppress(OSError, ValueError, IndexError):
        most = resident(pid) + memory_bytes + SLACK
        threading.Thread(target=look, args=(most,), name=f"watch-{pid}", daemon=True).start()
