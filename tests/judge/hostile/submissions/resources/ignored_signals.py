"""I. Ignored SIGTERM, and every other signal that can be.

Verdict: time_limit
"""

import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
try:
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
except (OSError, ValueError):
    pass


def softmax(x, dim):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pass
