"""I. SIGSTOP of itself.

Verdict: time_limit|wrong_answer
"""

import os
import signal


def softmax(x, dim):
    for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN):
        try:
            os.kill(os.getpid(), number)
        except OSError:
            pass
    return x
