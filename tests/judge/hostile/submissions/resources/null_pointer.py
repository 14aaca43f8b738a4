"""I. A segmentation fault by ctypes.

Verdict: runtime_error
"""

import ctypes


def softmax(x, dim):
    return ctypes.string_at(0)
