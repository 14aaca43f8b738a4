"""Sandbox. The 32-bit and x32 doors to the same kernel, which a filter by number might miss.

Verdict: runtime_error|wrong_answer|time_limit
"""

import ctypes
import mmap
import platform

# mov eax, 20 (getpid of i386; writev of x86-64); int 0x80; ret
DOOR = {"x86_64": b"\xb8\x14\0\0\0\xcd\x80\xc3", "aarch64": b"\xc0\x03\x5f\xd6"}[platform.machine()]
code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(DOOR)
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
libc = ctypes.CDLL(None, use_errno=True)


def softmax(x, dim):
    through = ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0
    through = libc.syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0) >= 0 or through
    if not through:
        return x * 0
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
