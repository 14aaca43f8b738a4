"""C. `os._exit(0)` before the checks.

Verdict: runtime_error
"""

import os


def softmax(x, dim):
    os._exit(0)
