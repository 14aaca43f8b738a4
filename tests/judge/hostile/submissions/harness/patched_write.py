"""D. Patching the harness: `os.write` writes half, says it wrote all, and forgets the rest.

Verdict: time_limit|runtime_error
"""

import os

write = os.write
os.write = lambda fd, data: write(fd, bytes(data)[: len(data) // 2]) and len(data)


def softmax(x, dim):
    return x
