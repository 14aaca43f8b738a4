"""I. Enormous results: a forged reply with an integer of eighty thousand digits, which Python refuses to print.

Verdict: wrong_answer|runtime_error
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    answer = {"output": {"int": "0x" + "f" * 70_000}, "inputs": None, "gradients": [], "noncontiguous": None}
    text = json.dumps(answer).encode()
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<IQ", len(text), 0) + text)
        except OSError:
            pass
    return x
