"""I. Floods of output: an exception whose text and name have megabytes, through a chain of causes.

Verdict: runtime_error
"""


def softmax(x, dim):
    error = None
    for _ in range(200):
        new = type("E" * 100_000, (Exception,), {})("m" * 1_000_000)
        new.__cause__ = error
        error = new
    raise error
