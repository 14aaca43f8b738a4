"""I. Ignored SIGTERM, and every other signal that can be.

Verdict: time_limit
"""

import contextlib
import signal
import time

for number in range(1, 65):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)
with contextlib.suppress(OSError, ValueError):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))


def softmax(x, dim):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pass
