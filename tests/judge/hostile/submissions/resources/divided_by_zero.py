"""I. A crash: an integer division by zero in machine code.

Verdict: runtime_error
"""

import ctypes
import mmap

code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(b"\x31\xc9\xf7\xf1\xc3")  # xor ecx, ecx; div ecx
address = ctypes.addressof(ctypes.c_char.from_buffer(code))


def softmax(x, dim):
    ctypes.CFUNCTYPE(None)(address)()
    return x
