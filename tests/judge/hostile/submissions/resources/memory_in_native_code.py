"""I. Memory: taken by malloc itself, where no MemoryError is raised. At most 3 GiB.

Verdict: memory_limit|wrong_answer|runtime_error
"""

import ctypes

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p


def softmax(x, dim):
    for _ in range(48):
        block = libc.malloc(ctypes.c_size_t(64 << 20))
        if not block:
            raise MemoryError
        ctypes.memset(block, 1, 64 << 20)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
