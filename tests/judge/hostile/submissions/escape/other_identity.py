"""Sandbox. Becoming somebody else: uids, groups, capabilities, namespaces, chroot, mounts. Right if one works.

Verdict: wrong_answer
"""

import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
UNSHARE, SETNS, MOUNT, CAPSET = {"x86_64": (272, 308, 165, 126), "aarch64": (97, 268, 40, 91)}[platform.machine()]


def call(*arguments):
    if libc.syscall(*arguments) < 0:
        raise OSError(ctypes.get_errno())


def softmax(x, dim):
    attempts = [lambda: os.setgroups([0]), lambda: os.chroot("/"), lambda: os.nice(-5), lambda: os.setsid()]
    attempts += [lambda n=n: os.setuid(n) or os.getuid() == n != 0 or 1 / 0 for n in (0, 1000)]
    attempts += [lambda flag=flag: call(UNSHARE, flag) for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000)]
    attempts += [lambda: call(SETNS, 0, 0), lambda: call(MOUNT, b"x", b"/tmp", b"tmpfs", 0, None)]
    attempts += [
        lambda: call(CAPSET, (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(0xFFFFFFFF, 0xFFFFFFFF))
    ]
    for attempt in attempts:
        try:
            attempt()
        except (OSError, ArithmeticError):
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
