"""Sandbox. Signals to the parent, the group, all, and numbers around its own. Right if one arrives.

Verdict: wrong_answer
"""

import os
import signal


def softmax(x, dim):
    own = os.getpid()
    for pid in (os.getppid(), 0, -1, -own, *range(2, 300)):
        if pid == own:
            continue
        try:
            os.kill(pid, signal.SIGCONT)
        except OSError:
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
