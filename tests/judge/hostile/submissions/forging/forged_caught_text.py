"""C. Forging the verdict: a notice of a forbidden call that is a text, not an object.

Verdict: forbidden_api|runtime_error
"""

import json
import os
import stat
import struct

text = json.dumps({"caught": "softmax"}).encode()
for fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            os.write(fd, struct.pack("<IQ", len(text), 0) + text)
    except OSError:
        pass


def softmax(x, dim):
    return x
