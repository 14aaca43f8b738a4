"""C. `SystemExit` before the checks.

Verdict: runtime_error
"""


def softmax(x, dim):
    raise SystemExit(0)
