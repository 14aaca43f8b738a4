"""I. Signals to itself: SIGKILL, SIGTERM, SIGALRM, and one that has no name.

Verdict: runtime_error|wrong_answer
"""

import os
import signal


def softmax(x, dim):
    for number in (35, 60, signal.SIGALRM, signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(os.getpid(), number)
        except OSError:
            pass
    return x
