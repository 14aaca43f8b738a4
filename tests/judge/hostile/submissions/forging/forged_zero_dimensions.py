"""C. A forged tensor of sixty-four dimensions, and one of none with a stride.

Verdict: runtime_error|wrong_answer
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    tensor = {
        "tensor": "complex128",
        "shape": [1] * 64,
        "stride": [0] * 64,
        "bytes": 16,
        "device": "x" * 999,
        "grad": None,
    }
    answer = {"output": tensor, "inputs": {"tuple": [[], {"dict": []}]}, "gradients": [tensor], "noncontiguous": None}
    text, body = json.dumps(answer).encode(), b"\xff" * 32
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), len(body)) + text + body)
        except OSError:
            pass
    return x
