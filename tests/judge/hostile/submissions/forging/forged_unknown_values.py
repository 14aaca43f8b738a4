"""C. A forged reply whose values are of no known kind, nested where none is expected.

Verdict: runtime_error|wrong_answer
"""

import json
import os
import stat
import struct

strange = {"tensor": "float32", "shape": [-1], "stride": [0], "bytes": -4, "device": "cpu", "grad": 1}


def softmax(x, dim):
    answer = {
        "output": strange,
        "inputs": {"dict": [[{"dict": []}, 1]]},
        "gradients": 5,
        "noncontiguous": {"pickle": "x"},
    }
    text = json.dumps(answer).encode()
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), 0) + text)
        except OSError:
            pass
    return x
