"""Whether tensors should travel by descriptor: bytes from one process to another, through the socket or in a memfd.

    python -m bench.passing

CPU milliseconds of both sides together, the least of some turns; by turns, in one run. The receiver looks at every
page, as whoever computes with the numbers does. "kept" is a memfd that was filled once, as the judge could keep one for
each case: what it costs to pass it on again.
"""

import mmap
import os
import resource
import socket
import time

from bench.tables import save, table

MIB = (1, 4, 16, 64, 100)
TURNS = 5
WAYS = ("socket", "memfd", "kept")


def filled(data: memoryview) -> int:
    fd = os.memfd_create("tensors")
    write(fd, data)
    return fd


def write(fd: int, data: memoryview) -> None:
    while data:
        data = data[os.write(fd, data) :]


def send(way: str, here: socket.socket, data: memoryview, kept: int) -> None:
    if way == "socket":
        write(here.fileno(), data)
        return
    fd = kept if way == "kept" else filled(data)
    socket.send_fds(here, [b"x"], [fd])
    if fd != kept:
        os.close(fd)


def receive(way: str, there: socket.socket, size: int) -> memoryview:
    if way != "socket":
        _, (fd,), _, _ = socket.recv_fds(there, 1, 1)
        return memoryview(mmap.mmap(fd, size, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE))
    view, at = memoryview(bytearray(size)), 0
    while at < size:
        at += os.readv(there.fileno(), [view[at:]])
    return view


def spent() -> float:
    """CPU seconds of this process and of its children that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def cost(way: str, data: memoryview, kept: int) -> float:
    """CPU milliseconds of one transfer. The receiver is forked: that counts for all ways alike."""
    here, there = socket.socketpair()
    before = spent()
    child = os.fork()
    if not child:
        here.close()  # whose end the receiver would else wait for itself
        view = receive(way, there, len(data))
        os._exit(sum(view[:: mmap.PAGESIZE]) & 1)
    there.close()
    send(way, here, data, kept)
    os.waitpid(child, 0)
    here.close()
    return 1e3 * (spent() - before)


def main() -> None:
    rows = []
    for mib in MIB:
        data = memoryview(os.urandom(1 << 20) * mib)
        kept = filled(data)
        turns = [{way: cost(way, data, kept) for way in WAYS} for _ in range(TURNS)]
        os.close(kept)
        rows.append([f"{mib} MiB", *(f"{min(turn[way] for turn in turns):.1f}" for way in WAYS)])
    save("passing", [table("bytes | socket, CPU ms | memfd | memfd that is kept", rows)])


if __name__ == "__main__":
    main()
