"""I. A segmentation fault whose handler returns to it for ever.

Verdict: time_limit|runtime_error
"""

import ctypes
import signal

signal.signal(signal.SIGSEGV, lambda *_: None)


def softmax(x, dim):
    return ctypes.string_at(0)
