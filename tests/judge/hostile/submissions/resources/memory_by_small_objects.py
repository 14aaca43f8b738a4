"""I. Memory: small objects, at most 2 GiB of them.

Verdict: memory_limit|time_limit
"""


def softmax(x, dim):
    held = []
    for _ in range(2048):
        held.append([object() for _ in range(40_000)])
    return x
