"""C. Forging the verdict: a reply with an empty tensor whose other sizes multiply beyond 64 bits.

Verdict: wrong_answer|runtime_error
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    big = 1 << 47
    tensor = {
        "tensor": "float32",
        "shape": [0, big, big, big],
        "stride": [1, 1, 1, 1],
        "bytes": 0,
        "device": "cpu",
        "grad": True,
    }
    text = json.dumps({"output": tensor, "inputs": None, "gradients": [], "noncontiguous": None}).encode()
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), 0) + text)
        except OSError:
            pass
    return x
