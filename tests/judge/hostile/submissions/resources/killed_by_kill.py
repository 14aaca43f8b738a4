"""I. SIGKILL to itself, which looks as if the machine had killed it.

Verdict: runtime_error|wrong_answer|memory_limit
"""

import os
import signal


def softmax(x, dim):
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pthread_kill(__import__("threading").get_ident(), signal.SIGKILL)
    return x
