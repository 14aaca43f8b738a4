"""I. A deadlock: a thread waits for itself.

Verdict: time_limit
"""

import threading

lock = threading.Lock()


def softmax(x, dim):
    lock.acquire()
    lock.acquire(timeout=20)
