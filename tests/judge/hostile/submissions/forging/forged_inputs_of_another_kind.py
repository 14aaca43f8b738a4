"""C. A forged reply whose tensors are well made, and whose inputs are a text of two letters.

Verdict: runtime_error|wrong_answer
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    tensor = {"tensor": "float32", "shape": [2], "stride": [1], "bytes": 8, "device": "cpu", "grad": True}
    answer = {"output": tensor, "inputs": "ab", "gradients": [tensor], "noncontiguous": tensor}
    text, body = json.dumps(answer).encode(), b"\0" * 24
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), len(body)) + text + body)
        except OSError:
            pass
    return x
