"""I. Descriptors: dup until there are no more.

Verdict: runtime_error
"""

import os


def softmax(x, dim):
    for _ in range(100_000):
        os.dup(1)
