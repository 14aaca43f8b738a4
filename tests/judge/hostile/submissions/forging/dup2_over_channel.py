"""C. `dup2` from a thread: standard output is put over the judge's channel.

Verdict: runtime_error
"""

import os
import stat
import threading


def replace():
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.dup2(1, fd)
        except OSError:
            pass


thread = threading.Thread(target=replace)
thread.start()
thread.join()


def softmax(x, dim):
    return x
