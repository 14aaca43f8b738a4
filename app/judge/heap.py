"""The C heap, where tensors and whatever is large live: what the zygote and the judge do to theirs.

**Holes**, in the zygote. After the imports the heap is full of small free chunks, chained in lists. A runner that
allocated from them would write into pages all over the heap, into those of the neighbours in the lists too, and get a
copy of each. Once they are taken, allocations come from the top of the heap: pages that lie side by side and that
nobody has to copy. Measured on two cores with torch 2.13: some 700 holes, 1 MiB together; a runner costs 2 ms less, of
17.

**Trimming**, in the judge. What the known mistakes of 71 problems computed is freed in pieces between pieces that stay,
and glibc keeps those pages: 300 MiB of 890.
"""

import ctypes

LARGEST, STEP = 1 << 16, 16  # bytes; what is larger comes as pages of its own before long


class _Info(ctypes.Structure):
    """struct mallinfo2, glibc 2.33 and newer."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    ]  # fmt: skip


def used() -> _Info:
    """How the heap is used: `arena` bytes in all, `keepcost` of them at its top."""
    info = ctypes.CDLL(None).mallinfo2
    info.restype = _Info
    found: _Info = info()
    return found


def fill_holes() -> int:
    """Allocate every hole and never give it back; how many there were. Does nothing without glibc."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        return 0
    malloc, sbrk = libc.malloc, libc.sbrk
    malloc.argtypes, malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    sbrk.argtypes, sbrk.restype = [ctypes.c_ssize_t], ctypes.c_void_p
    now, end = used(), sbrk(0)
    holes = range(end - now.arena, end - now.keepcost)  # what is behind them is the top
    filled = 0
    for size in range(LARGEST, 0, -STEP):
        while (taken := malloc(size)) in holes:
            filled += 1
        libc.free(taken)
    return filled


def trim() -> None:
    """Give free pages back to the system. Does nothing without glibc."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
