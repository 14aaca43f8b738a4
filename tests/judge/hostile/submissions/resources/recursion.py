"""I. Recursion without end.

Verdict: runtime_error
"""


def softmax(x, dim):
    return softmax(x, dim)
