"""The system calls a runner may make: an allow-list, compiled to BPF by libseccomp.

Derived from what torch, numpy and CPython really do in a runner (threads, autograd, linear algebra, FFT, OpenMP, lazy
imports). Anything else answers EPERM, which Python raises as PermissionError: the learner reads a sentence instead of
losing the process. There is no socket, no exec, no new process, no ptrace, no mount, no signal to anybody else.
"""

import contextlib
import ctypes
import os
import signal

from app.judge import profile
from app.judge.profile import Profile

try:  # here and not later: the library is looked for with tools that the jail does not have
    import pyseccomp
except (ImportError, OSError, RuntimeError):  # no libseccomp on this host
    pyseccomp = None

ALLOWED: dict[str, tuple[str, ...]] = {
    "memory": ("brk", "munmap", "mremap", "mprotect", "madvise", "mincore", "membarrier", "get_mempolicy"),
    "what is open already, and the judge's pipe": (
        "read", "readv", "pread64", "write", "writev", "close", "close_range", "lseek", "dup", "dup2", "dup3", "poll",
        "ppoll", "select", "pselect6", "pipe2", "eventfd2", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait",
    ),
    "reading modules that were not imported yet; Landlock says where": (
        "stat", "lstat", "fstat", "newfstatat", "statx", "access", "faccessat", "faccessat2", "readlink",
        "readlinkat", "getdents64", "getcwd", "statfs", "fstatfs",
    ),
    "threads": (
        "futex", "futex_wake", "futex_wait", "set_robust_list", "get_robust_list", "rseq", "set_tid_address", "gettid",
        "sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max",
        "sched_get_priority_min", "getcpu", "exit",
    ),
    "own signals": (
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "sigaltstack", "restart_syscall",
    ),
    "clocks and chance": (
        "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times", "getrandom",
    ),
    "who am I": (
        "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "getpgrp", "getpgid", "getsid", "getresuid",
        "getresgid", "getgroups", "getrusage", "getrlimit", "sysinfo", "uname", "arch_prctl", "umask",
    ),
    "the end": ("exit_group",),
}  # fmt: skip

# Allowed only with these arguments.
O_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_TMPFILE", 0o20000000) & ~os.O_DIRECTORY
CLONE_THREAD = 0x00010000
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)  # dup, flags of the descriptor and of the file: F_SETOWN would send signals
IOCTL_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX
PRCTL_OPTIONS = (15, 16, 3, 0x53564D41, 21)  # names of threads and mappings, dumpable and seccomp as questions

CPU = Profile()


def available() -> bool:
    """Whether libseccomp is installed and the kernel filters."""
    return pyseccomp is not None and bool(pyseccomp.resolve_syscall(pyseccomp.system_arch(), "seccomp"))


def compile_filter(own_pid: int, granted: Profile = CPU) -> bytes:
    """BPF for a runner that knows itself as `own_pid`: the only process it may send a signal to.

    `granted` adds what a GPU needs; for the CPU it adds nothing.
    """
    s = pyseccomp
    table = s.SyscallFilter(s.ERRNO(1))

    def allow(name: str, *args: object) -> None:
        with contextlib.suppress(OSError):  # a call this architecture or libseccomp does not know needs no rule
            table.add_rule(s.ALLOW, name, *args)

    for names in ALLOWED.values():
        for name in names:
            allow(name)
    no_open = profile.FORBIDDEN_OPEN if granted.gpu else O_WRITES
    allow("open", s.Arg(1, s.MASKED_EQ, no_open, 0))
    allow("openat", s.Arg(2, s.MASKED_EQ, no_open, 0))
    kinds = (0, MAP_SHARED, MAP_ANONYMOUS)  # not both: shared anonymous memory escapes the limit on data
    for kind in (*kinds, profile.SHARED_ANONYMOUS) if granted.gpu else kinds:
        allow("mmap", s.Arg(3, s.MASKED_EQ, MAP_SHARED | MAP_ANONYMOUS, kind))
    allow("clone", s.Arg(0, s.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
    for name, position in (("kill", 1), ("tgkill", 2)):
        for number in set(range(1, 65)) - {signal.SIGKILL, signal.SIGSTOP}:  # those two only ever come from outside
            allow(name, s.Arg(0, s.EQ, own_pid), s.Arg(position, s.EQ, int(number)))
    allow("prlimit64", s.Arg(0, s.EQ, 0))  # own limits, which can only be lowered: the job says how far
    allow("setrlimit")
    for name, position, values in (
        ("fcntl", 1, FCNTL_COMMANDS),
        ("ioctl", 1, IOCTL_REQUESTS),
        ("prctl", 0, PRCTL_OPTIONS),
    ):
        for value in values:
            allow(name, s.Arg(position, s.EQ, value))
    if granted.gpu:
        for number in (n for numbers in profile.RM_CALLS.values() for n in numbers):
            allow("ioctl", s.Arg(1, s.MASKED_EQ, profile.RM_MASK, profile.RM_TYPE | number))
        for number in (n for numbers in profile.UVM_CALLS.values() for n in numbers):
            allow("ioctl", s.Arg(1, s.EQ, number))
    table.add_rule(s.ERRNO(38), "clone3")  # ENOSYS: glibc then falls back to clone, whose flags can be read
    with os.fdopen(os.memfd_create("filter"), "w+b") as file:
        table.export_bpf(file)
        file.seek(0)
        return file.read()


class _Program(ctypes.Structure):
    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install(bpf: bytes) -> None:
    """Put the filter on every thread of this process, for good. Needs no_new_privs."""
    libc = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(bpf, len(bpf))
    program = _Program(len(bpf) // 8, ctypes.cast(code, ctypes.c_void_p))
    number = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
    if libc.syscall(number, 1, 1, ctypes.byref(program)) != 0:  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
        raise OSError(ctypes.get_errno(), "seccomp refused the filter")
