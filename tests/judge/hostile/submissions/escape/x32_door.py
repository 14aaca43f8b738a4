"""Sandbox. The x32 door: the number of socket with the bit that means 32-bit pointers.

Verdict: runtime_error|wrong_answer|time_limit
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def softmax(x, dim):
    if libc.syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0) < 0:
        return x * 0
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
