"""I. Kernel memory: pipes filled to the brim, as many as there are descriptors.

Verdict: runtime_error|wrong_answer
"""

import fcntl
import os


def softmax(x, dim):
    for _ in range(2000):
        read, write = os.pipe()
        fcntl.fcntl(write, fcntl.F_SETFL, os.O_NONBLOCK)
        try:
            while os.write(write, b"x" * 65536):
                pass
        except BlockingIOError:
            pass
    return x
