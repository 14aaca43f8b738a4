"""I. A real-time signal to itself, which has a number and no name, from a thread.

Verdict: runtime_error|wrong_answer
"""

import os
import signal
import threading


def send():
    for number in (37, 43, 50):
        try:
            signal.pthread_kill(threading.get_ident(), number)
            os.kill(os.getpid(), number)
        except OSError:
            pass


thread = threading.Thread(target=send)
thread.start()
thread.join()


def softmax(x, dim):
    return x
