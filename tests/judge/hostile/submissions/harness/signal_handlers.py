"""D. Handlers for every signal, and an alarm that would interrupt the harness.

Verdict: wrong_answer
"""

import signal

for number in range(1, 65):
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
try:
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
except OSError:
    pass


def softmax(x, dim):
    return x
