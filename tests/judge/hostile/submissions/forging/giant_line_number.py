"""C. A forged error whose line is a number of four thousand digits.

Verdict: runtime_error
"""

import os
import stat
import struct


def softmax(x, dim):
    text = b'{"error": {"type": "E", "message": "m", "line": ' + b"9" * 4000 + b', "traceback": "t"}}'
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), 0) + text)
        except OSError:
            pass
    return x
