"""C. Forging the verdict: a reply to every inherited descriptor; `missing` is a number where a list belongs.

Verdict: runtime_error
"""

import json
import os
import stat
import struct

text = json.dumps({"missing": 1}).encode()
for fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            os.write(fd, struct.pack("<IQ", len(text), 0) + text)
    except OSError:
        pass


def softmax(x, dim):
    return x
