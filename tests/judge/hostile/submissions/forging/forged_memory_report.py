"""C. A forged error that claims the memory limit, again and again.

Verdict: memory_limit|runtime_error
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    text = json.dumps(
        {"error": {"memory": [1], "type": None, "message": {"a": 1}, "traceback": 0, "raised": {}}}
    ).encode()
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, (struct.pack("<IQ", len(text), 0) + text) * 10)
        except OSError:
            pass
    return x
