"""How a runner is confined. Theory of operation, from the outside in:

    zygote, once      user namespace (only without root), then net, ipc, uts and mount namespaces; a new root that holds
                      Python's libraries read-only and nothing else: no /tmp, no home, no problems, no database
    runner, each      a pid namespace of its own (it is process 1 and sees nobody), descriptors closed, rlimits, a uid
                      that owns nothing, no capabilities, no_new_privs, not dumpable, Landlock, seccomp

Every layer is tried on its own; what a host refuses is left out, named in `Layers.missing`, and shown at /healthz.
The layers overlap on purpose: seccomp and Landlock alone, which any container allows, already keep a submission from
the network, other processes and every file but the libraries.

A runner on a GPU makes its context in the middle of this: its driver starts threads, and what binds one thread only
must come before them (see profile.py).
"""

import contextlib
import ctypes
import math
import os
import resource
import signal
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.judge import cgroup, landlock, profile, seccomp
from app.judge.profile import Profile

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
PIVOT_ROOT, CAPSET = {"x86_64": (155, 126), "aarch64": (41, 91)}.get(os.uname().machine, (0, 0))
FIRST_UID = 1_870_000_000  # far from any account; each runner gets the next
BAND, BANDS = 100_000, 2000
PROCESSES = 256
MANY_PROCESSES = 1024  # where all runners share a uid
DESCRIPTORS = 256

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


@dataclass(slots=True)
class Layers:
    """What protects this host, as found out by doing it."""

    namespaces: list[str] = field(default_factory=list)
    root: bool = False  # the file system is a new, read-only one
    uid: bool = False  # a uid that owns nothing
    landlock: int = 0  # ABI
    seccomp: bool = False
    missing: list[str] = field(default_factory=list)

    @property
    def level(self) -> str:
        """full, partial (seccomp and Landlock hold, some namespace does not), or none."""
        if not (self.seccomp and self.landlock):
            return "none"
        return "full" if self.root and "pid" in self.namespaces and "net" in self.namespaces else "partial"

    def describe(self) -> dict[str, object]:
        return {
            "level": self.level, "seccomp": self.seccomp, "landlock": self.landlock, "namespaces": self.namespaces,
            "read_only_root": self.root, "own_uid": self.uid, "missing": self.missing,
        }  # fmt: skip


def library_paths() -> list[Path]:
    """All that Python and torch read after start-up, and nothing that is anybody's data."""
    names = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"]
    names += ["/proc/cpuinfo", "/sys/devices/system/cpu", str(Path(sys.base_prefix, "lib"))]
    names += [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    found: list[Path] = []
    for path in (Path(name) for name in names if name):
        inside_another = any(path.is_relative_to(other) for other in found)
        if path.exists() and not inside_another:
            found.append(path)
    return found


def existing(patterns: Iterable[str]) -> list[Path]:
    """The paths that `patterns` name on this host; a last part with a * stands for many."""
    named = (Path(pattern) for pattern in patterns)
    return [p for path in named for p in (path.parent.glob(path.name) if "*" in path.name else (path,)) if p.exists()]


# ---- once, in the zygote -------------------------------------------------------------------------------------------


class Jail:
    """The zygote's own confinement, and what it needs to make a runner's."""

    def __init__(self, granted: Profile = seccomp.CPU) -> None:
        self.granted = granted
        self.layers = Layers()
        self.own_pids = -1
        self.sizes = -1  # /proc/self/statm, which the new root does not have
        self.runners = 0
        self.bands = self.band = 0  # of the users that runners are: one band for each zygote, so that no two ever meet
        self.processes = 0  # and threads that the runners' user may have; 0: any number

    def enter(self) -> None:
        """Call with one thread. May fork, so that the caller goes on as process 1 of a new pid namespace."""
        if sys.platform != "linux":
            self.layers.missing.append(
                f"{sys.platform} has no seccomp and no Landlock: use Docker, or Linux 5.13 or newer"
            )
            return
        may_set_uid = _has_capabilities(6, 7)  # CAP_SETGID, CAP_SETUID
        privileged = _has_capabilities(21)  # CAP_SYS_ADMIN
        most = cgroup.most_processes()  # asked here: the new root does not have the files that tell
        uid, gid = os.geteuid(), os.getegid()  # in a new user namespace nobody has a name until it is mapped
        if not privileged and not _user_namespace_works(uid, gid):
            self.layers.missing.append("no user namespace: this host does not let ordinary users make one")
        elif not privileged and self._try("user", NEWUSER | NEWPID):
            _map_own_uid(uid, gid)
            privileged = True
            _go_on_in_child()
        self.sizes = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        if privileged:
            for name, flag in (("net", NEWNET), ("ipc", NEWIPC), ("uts", NEWUTS)):
                self._try(name, flag)
            with contextlib.suppress(OSError):
                self.own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
            if self._try("mount", NEWNS):
                try:
                    _new_root(self._visible(), [Path(name) for name in self.granted.devices])
                    self.layers.root = True
                except OSError as error:
                    self.layers.missing.append(f"no file system of its own: {error}")
        self.layers.landlock = landlock.abi()
        if not self.layers.landlock:
            self.layers.missing.append(
                "the kernel offers no Landlock (Linux 5.13 or newer, with landlock among the lsm=)"
            )
        self.layers.seccomp = seccomp.available()
        if not self.layers.seccomp:
            self.layers.missing.append("no seccomp: install libseccomp (Debian: apt install libseccomp2)")
        if self._runner_pids():
            if not self.granted.gpu or _succeeds(_mount_own_proc):
                self.layers.namespaces.append("pid")
            else:
                self.layers.missing.append("no pid namespace for runners on a GPU: this host lets nobody mount a /proc")
            self._back_to_own_pids()
        self.layers.uid = may_set_uid and "user" not in self.layers.namespaces and _others_can_read(self.layers.root)
        self.processes = PROCESSES if self.layers.uid else MANY_PROCESSES if "user" in self.layers.namespaces else 0
        if most is not None:  # the other half is the judge's, which must be able to start a thread
            self.processes = min(self.processes or most, most // 2)
        # Compiled here once where it can be: in a pid namespace every runner is process 1.
        single = self.layers.seccomp and "pid" in self.layers.namespaces
        self._filter = seccomp.compile_filter(1, self.granted) if single else None
        self._ruleset = -1
        if self.layers.landlock and not self.granted.gpu:
            self._ruleset = landlock.make_ruleset(library_paths())

    def _visible(self) -> list[Path]:
        """What the new root holds. Runners on a GPU need a /proc of their own, for which there must be one already."""
        paths = library_paths()
        if not self.granted.gpu:
            return paths
        more = [Path("/proc"), *existing(self.granted.readable)]
        paths = [path for path in paths if not path.is_relative_to("/proc")]
        for path in more:
            if not any(path.is_relative_to(other) for other in paths):
                paths.append(path)
        return paths

    def _try(self, name: str, flag: int) -> bool:
        try:
            _check(_libc.unshare(flag), f"unshare {name}")
        except OSError as error:
            self.layers.missing.append(f"no {name} namespace: {error.strerror or error}")
            return False
        self.layers.namespaces.append(name)
        return True

    def _runner_pids(self) -> bool:
        """From now on a fork is process 1 of a new pid namespace. `_back_to_own_pids` ends that."""
        return self.own_pids >= 0 and _libc.unshare(NEWPID) == 0

    def _back_to_own_pids(self) -> None:
        _check(_libc.setns(self.own_pids, NEWPID), "setns")

    def fork(self) -> int:
        """Like os.fork, the child in a pid namespace of its own where the kernel allows it."""
        self.runners += 1
        if "pid" not in self.layers.namespaces or not self._runner_pids():
            return os.fork()
        pid = os.fork()
        if pid:
            self._back_to_own_pids()
        return pid

    def another(self) -> "Jail":
        """The same, after a fork, for a zygote of its own."""
        self.band, self.runners = self.bands, 0
        return self

    # ---- in each runner --------------------------------------------------------------------------------------------

    def confine(self, keep: tuple[int, ...], start: Callable[[], None] = lambda: None) -> "Sizes":
        """Give up everything but the descriptors `keep` (and 0, 1, 2). There is no way back.

        `start` is called once the layers that bind single threads are on: what it starts is bound by all of them.
        Returns the memory that the process has then, from which `limit` counts.

        Raises OSError when a layer that the zygote found available cannot be put on: such a runner must not run.
        """
        if sys.platform != "linux":
            return Sizes(0, 0)
        # First: libseccomp writes the filter to a file in memory, which the limits forbid.
        own = os.getpid()
        table = (self._filter or seccomp.compile_filter(own, self.granted)) if self.layers.seccomp else None
        _close_all_but({0, 1, 2, *keep, self._ruleset, self.sizes})
        if self.granted.gpu:
            self._own_proc()
        if self.layers.uid:
            uid = FIRST_UID + BAND * (self.band % BANDS) + self.runners % BAND
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        _drop_capabilities()
        die_with_parent()
        _check(_libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")
        _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
        if self._ruleset >= 0:
            landlock.restrict(self._ruleset)
            os.close(self._ruleset)
        start()
        # From here on what binds the whole process, whatever threads it has by now.
        sizes = Sizes.read(self.sizes, bounded=not self.granted.gpu)
        os.close(self.sizes)
        _set_fixed_limits(self.processes, profile.DESCRIPTORS if self.granted.gpu else DESCRIPTORS)
        if table is not None:
            seccomp.install(table)
        return sizes

    def _own_proc(self) -> None:
        """In a runner for a GPU: a /proc that shows itself alone, and the ruleset that lets it name its threads."""
        if "pid" in self.layers.namespaces:
            _mount_own_proc()
        own = Path("/proc/self").resolve()
        os.close(self.sizes)  # it is the zygote's
        self.sizes = os.open(own / "statm", os.O_RDONLY | os.O_CLOEXEC)
        if self.layers.landlock:
            readable = [*library_paths(), *existing(self.granted.readable), own]
            devices = [Path(name) for name in self.granted.devices]
            self._ruleset = landlock.make_ruleset(readable, devices, [own / "task"])


def _mount_own_proc() -> None:
    """Over the one that is there, in a mount namespace of this process alone. The kernel refuses it where parts of the
    old one are hidden, as in most containers."""
    _check(_libc.unshare(NEWNS), "unshare mount")
    _mount("none", Path("/"), None, MS_REC | MS_PRIVATE)
    _mount("proc", Path("/proc"), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Memory of a fresh runner, in bytes: address space, and what of it is private and writable."""

    space: int
    data: int
    bounded: bool = True  # whether address space can be limited: CUDA reserves it by the terabyte

    @classmethod
    def read(cls, statm: int, bounded: bool = True) -> "Sizes":
        """From a descriptor of /proc/<pid>/statm, which counts pages."""
        pages = os.pread(statm, 200, 0).split()
        return cls(int(pages[0]) * resource.getpagesize(), int(pages[5]) * resource.getpagesize(), bounded)


def limit(sizes: Sizes, cpu_seconds: int, memory_bytes: int) -> None:
    """The limits of one attempt, on top of what a fresh runner has. They can be lowered further, never raised."""
    if not sizes.space:
        return
    data = sizes.data + memory_bytes
    space = sizes.space + memory_bytes + (1 << 30)  # shared mappings count here too; libraries need room
    wanted = {resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_DATA: data, resource.RLIMIT_AS: space}
    if not sizes.bounded:
        del wanted[resource.RLIMIT_AS]
        wanted[resource.RLIMIT_CPU] += math.ceil(time.process_time())  # a context costs seconds
    for name, value in wanted.items():
        resource.setrlimit(name, (value, value))


def _set_fixed_limits(processes: int, descriptors: int = DESCRIPTORS) -> None:
    wanted = {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: descriptors,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    if processes:  # it counts all processes and threads of a uid, or of the uid in its user namespace
        wanted[resource.RLIMIT_NPROC] = processes
    for name, value in wanted.items():
        resource.setrlimit(name, (value, value))


def _close_all_but(kept: set[int]) -> None:
    previous = -1
    for fd in [*sorted(fd for fd in kept if fd >= 0), 1 << 20]:
        if fd > previous + 1:  # an empty range would mean everything to Python 3.11
            os.closerange(previous + 1, fd)
        previous = fd


def die_with_parent() -> None:
    """Be killed when the process ends that forked this one."""
    _check(_libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "pdeathsig")


def _drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this thread
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.syscall(CAPSET, header, nothing), "capset")


def _has_capabilities(*numbers: int) -> bool:
    status = Path("/proc/self/status").read_text()
    effective = int(status.split("CapEff:")[1].split()[0], 16)
    return all(effective >> number & 1 for number in numbers)


def _user_namespace_works(uid: int, gid: int) -> bool:
    """Some hosts allow the namespace and then refuse its map."""

    def make() -> None:
        _check(_libc.unshare(NEWUSER), "unshare user")
        _map_own_uid(uid, gid)
        _check(_libc.unshare(NEWNS), "unshare mount")

    return _succeeds(make)


def _succeeds(act: Callable[[], None]) -> bool:
    """Tried in a child, because there is no way back."""
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            act()
            os._exit(0)
        os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def _map_own_uid(uid: int, gid: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def _go_on_in_child() -> None:
    """Fork; the parent only waits and passes on how the child ended, dying with it either way."""
    pid = os.fork()
    if pid == 0:
        die_with_parent()
        return
    _close_all_but({2})
    _, status = os.waitpid(pid, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _others_can_read(new_root: bool) -> bool:
    """Whether a foreign uid reaches Python's libraries; in the new root it does, whatever the real folders say."""
    if new_root:
        return True
    return all(
        folder.stat().st_mode & 0o001 for path in library_paths() for folder in (path, *path.parents) if folder.is_dir()
    )


def _mounted(path: Path) -> Iterator[int]:
    """The flags that a bind mount of `path` has and must keep: the kernel locks them in a user namespace."""
    flags = os.statvfs(path).f_flag
    for ours, theirs in ((MS_NOSUID, os.ST_NOSUID), (MS_NODEV, os.ST_NODEV), (8, os.ST_NOEXEC), (1024, os.ST_NOATIME)):
        if flags & theirs:
            yield ours
    if flags & os.ST_NODIRATIME:
        yield 2048
    if flags & os.ST_RELATIME:
        yield 1 << 21


def _mount(source: str, target: Path, kind: str | None, flags: int, data: str | None = None) -> None:
    args = [text.encode() if text is not None else None for text in (source, str(target), kind, data)]
    _check(_libc.mount(args[0], args[1], args[2], ctypes.c_ulong(flags), args[3]), f"mount {target}")


def _new_root(paths: list[Path], devices: Iterable[Path] = ()) -> None:
    """Make an empty file system with `paths` bound into it, read-only, and `devices` to be used; move into it."""
    _mount("none", Path("/"), None, MS_REC | MS_PRIVATE)
    root = Path("/tmp")  # covered by the new file system, in this namespace only
    _mount("torchyard", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=4096,mode=755")
    hidden = [path for path in paths if path.is_relative_to(root)]
    if hidden:  # the libraries lie below /tmp: cover another folder
        _check(_libc.umount2(str(root).encode(), 0), "umount")
        root = next(
            Path(name) for name in ("/mnt", "/srv", "/opt", "/media") if not any(p.is_relative_to(name) for p in paths)
        )
        _mount("torchyard", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=4096,mode=755")
    old_mask = os.umask(0o022)
    for path in paths:
        target = root / path.relative_to("/")
        if path.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path.readlink())
            continue
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
        _mount(str(path), target, None, MS_BIND | MS_REC)
        keep = sum(_mounted(target))
        _mount("none", target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | keep)
    for path in (path for path in devices if path.exists()):
        target = root / path.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
        _mount(str(path), target, None, MS_BIND)
    os.umask(old_mask)
    _mount("none", root, None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=4096,mode=755")
    os.chdir(root)
    _check(_libc.syscall(PIVOT_ROOT, b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", 2), "umount")  # MNT_DETACH: the old root is gone
    os.chdir("/")
