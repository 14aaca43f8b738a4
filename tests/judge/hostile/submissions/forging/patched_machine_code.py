"""C. GOT patches: the machine code of a comparison in libc is overwritten in place, so that all memory is equal.

Verdict: wrong_answer|runtime_error
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
address = ctypes.cast(libc.memcmp, ctypes.c_void_p).value
if libc.mprotect(ctypes.c_void_p(address & ~4095), 8192, 7) == 0:
    ctypes.memmove(address, b"\x31\xc0\xc3", 3)  # xor eax, eax; ret


def softmax(x, dim):
    return x * 0
