"""I. A crash: abort.

Verdict: runtime_error
"""

import os


def softmax(x, dim):
    os.abort()
