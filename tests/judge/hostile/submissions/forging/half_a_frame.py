"""I. Endless waiting: the first bytes of a frame, and then nothing.

Verdict: time_limit
"""

import os
import stat
import struct
import time


def softmax(x, dim):
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", 1000, 0) + b'{"out')
        except OSError:
            pass
    time.sleep(20)
