"""I. A daemon that outlives the attempt: fork, setsid, fork. It would end after three seconds.

Verdict: runtime_error
"""

import os
import time


def softmax(x, dim):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3)
        os._exit(0)
    return x
