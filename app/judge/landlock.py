"""Landlock: the kernel refuses every path but those named, whoever asks. ABI 1 (Linux 5.13) and all newer ones.

Called through the system calls themselves: the package on PyPI knows files only, and newer kernels also refuse TCP
ports and fence off signals and abstract sockets (https://docs.kernel.org/userspace-api/landlock.html).
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

CREATE, ADD, RESTRICT = 444, 445, 446  # the same numbers on every architecture
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
IOCTL_DEV = 1 << 15  # ABI 5; before it, whoever may open a device may also command it
ALL_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
BIND_AND_CONNECT_TCP = 3
ABSTRACT_SOCKETS_AND_SIGNALS = 3


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """The kernel's Landlock version; 0 without it."""
    return max(0, int(_libc.syscall(CREATE, None, 0, 1)))


def make_ruleset(readable: Iterable[Path], devices: Iterable[Path] = (), writable: Iterable[Path] = ()) -> int:
    """A ruleset, as a descriptor, under which `readable` files and folders can be read and nothing else can be done.

    `devices` are device files that can be read, written and commanded; in `writable` folders the files that exist can
    be written. Only a GPU needs these two.
    """
    version = abi()
    size = 8 if version < 4 else 16 if version < 6 else 24  # older kernels refuse fields that they do not know
    rules = _Ruleset(
        files=ALL_FILES[min(version, 5)],
        net=BIND_AND_CONNECT_TCP if version >= 4 else 0,
        scoped=ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0,
    )
    ruleset = _check(_libc.syscall(CREATE, ctypes.byref(rules), size, 0))
    use = READ_FILE | WRITE_FILE | (IOCTL_DEV if version >= 5 else 0)
    wanted = [(path, READ_FILE) for path in readable]
    wanted += [*((path, use) for path in devices), *((path, WRITE_FILE) for path in writable)]
    for path, rights in wanted:
        try:
            parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:  # not on this machine
            continue
        is_folder = stat.S_ISDIR(os.fstat(parent).st_mode)
        rule = _PathBeneath(rights | (READ_DIR if is_folder and rights == READ_FILE else 0), parent)
        _check(_libc.syscall(ADD, ruleset, 1, ctypes.byref(rule), 0))
        os.close(parent)
    return ruleset


def restrict(ruleset: int) -> None:
    """Put this thread, and all it starts, under `ruleset`. Needs no_new_privs."""
    _check(_libc.syscall(RESTRICT, ruleset, 0))


def _check(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return result
