"""E. `/dev/shm` across attempts: shared memory, semaphores, queues, memfd. The answer is right if one works.

Verdict: wrong_answer
"""

import ctypes
import multiprocessing.shared_memory
import os

import torch

libc = ctypes.CDLL(None, use_errno=True)


def attempts():
    yield lambda: multiprocessing.shared_memory.SharedMemory("torchyard-hostile", True, 4096)
    yield lambda: os.memfd_create("torchyard-hostile")
    yield lambda: multiprocessing.Lock()
    yield lambda: torch.zeros(3).share_memory_()
    yield lambda: libc.shmget(0x7059, 4096, 0o1666) >= 0 or 1 / 0
    yield lambda: libc.semget(0x7059, 1, 0o1666) >= 0 or 1 / 0
    yield lambda: libc.msgget(0x7059, 0o1666) >= 0 or 1 / 0


def softmax(x, dim):
    for attempt in attempts():
        try:
            attempt()
        except (OSError, ArithmeticError, RuntimeError):
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
