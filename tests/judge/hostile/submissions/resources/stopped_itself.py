"""I. SIGSTOP of itself.

Verdict: time_limit|wrong_answer
"""

import contextlib
import os
import signal


def softmax(x, dim):
    for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN):
        with contextlib.suppress(OSError):
            os.kill(os.getpid(), number)
    return x
