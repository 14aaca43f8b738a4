"""C. Forging the verdict: a frame that announces sixteen exabytes.

Verdict: runtime_error|output_limit
"""

import os
import stat
import struct


def softmax(x, dim):
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", 16, (1 << 64) - 1) + b"{}" * 8)
        except OSError:
            pass
    return x
