"""I. Memory: 4 GiB at once.

Verdict: memory_limit
"""


def softmax(x, dim):
    return bytearray(4 << 30)
