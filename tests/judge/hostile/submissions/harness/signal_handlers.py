"""D. Handlers for every signal, and an alarm that would interrupt the harness.

Verdict: wrong_answer
"""

import contextlib
import signal

for number in range(1, 65):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, lambda *_: None)
with contextlib.suppress(OSError):
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)


def softmax(x, dim):
    return x
