"""I. A stack too small to go on, lowered from within.

Verdict: runtime_error|wrong_answer|memory_limit
"""

import resource
import sys

sys.setrecursionlimit(10**6)
resource.setrlimit(resource.RLIMIT_STACK, (65536, 65536))


def softmax(x, dim):
    def down(n):
        return down(n - 1) if n else x

    return down(20_000)
