"""I. A segmentation fault by recursion, the limit of the interpreter lifted.

Verdict: runtime_error
"""

import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])


def softmax(x, dim):
    return Deep().anything
