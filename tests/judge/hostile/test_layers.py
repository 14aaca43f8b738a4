"""Each layer of the sandbox alone: a probe that only this layer stops, and that does pass without it.

A probe is a fresh Python process that puts one piece of app.judge.sandbox, seccomp or landlock on itself and then tries
what that piece forbids. What only exists in a whole runner (its uid, its descriptors, its environment) is asked of one.
"""

import json
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.judge import landlock, pool, sandbox, seccomp, zygotes
from app.settings import ROOT
from tests.judge.hostile.yard import Yard, descendants, eventually, open_descriptors

HEAD = """
import ctypes, errno, json, os, pathlib, resource, signal, socket, subprocess, sys, threading, time
from app.judge import landlock, sandbox, seccomp

libc = ctypes.CDLL(None, use_errno=True)
said = {}

def attempt(name, act):
    ctypes.set_errno(0)
    try:
        result = act()
        said[name] = errno.errorcode[ctypes.get_errno()] if isinstance(result, int) and result == -1 else "done"
    except OSError as error:
        said[name] = errno.errorcode.get(error.errno, str(error.errno))
    except Exception as error:
        said[name] = type(error).__name__

def no_new_privs():
    libc.prctl(38, 1, 0, 0, 0)
"""


def probe(code: str, *arguments: object, expect: int = 0) -> dict[str, Any]:
    """Run `code` after HEAD in a process of its own; what its attempts said."""
    script = HEAD + textwrap.dedent(code) + "\nprint(json.dumps(said), flush=True)\nos._exit(0)\n"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True, text=True, timeout=60, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert done.returncode == expect, done.stderr or done.stdout
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
    return said


# ---- seccomp -------------------------------------------------------------------------------------------------------

CALLS = """
def others_fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)

def trace():
    # PTRACE_ATTACH to nobody: the kernel says ESRCH, the filter EPERM
    return libc.ptrace(16, 0x3fffffff, 0, 0)

attempt("socket", lambda: socket.socket().close())
attempt("unix socket", lambda: socket.socketpair()[0].close())
attempt("fork", others_fork)
attempt("exec", lambda: os.execv("/nothing/here", ["x"]))
attempt("ptrace", trace)
attempt("kill another", lambda: os.kill(os.getppid(), 0))
attempt("kill all", lambda: os.kill(-0x3fffffff, 0))
attempt("signal to itself", lambda: os.kill(os.getpid(), signal.SIGURG))
attempt("open to write", lambda: os.close(os.open("/dev/null", os.O_WRONLY)))
attempt("open to read", lambda: os.close(os.open("/dev/null", os.O_RDONLY)))
attempt("create", lambda: os.open("/nothing/here", os.O_CREAT | os.O_RDONLY))
attempt("rename", lambda: os.rename("/nothing/here", "/nothing/there"))
attempt("memfd", lambda: os.close(os.memfd_create("x")))
attempt("chdir", lambda: os.chdir("."))
attempt("nice", lambda: os.nice(0))
attempt("clone3", lambda: libc.syscall(435, 0, 0))
attempt("thread", lambda: (t := threading.Thread(target=time.time), t.start(), t.join()))
attempt("shared pages", lambda: __import__("mmap").mmap(-1, 4096))
"""


@pytest.fixture
def needs_seccomp() -> None:
    if not seccomp.available():
        pytest.skip("no libseccomp here")


def test_without_seccomp_the_calls_are_made() -> None:
    said = probe(CALLS)
    for name in ("socket", "unix socket", "fork", "kill another", "open to write", "memfd", "chdir", "nice", "thread"):
        assert said[name] == "done", said
    assert said["exec"] == said["create"] == said["rename"] == "ENOENT"
    assert said["ptrace"] == said["kill all"] == "ESRCH"


@pytest.mark.usefixtures("needs_seccomp")
def test_seccomp_alone() -> None:
    kill_itself = 'for s in ("SIGKILL", "SIGSTOP"): attempt(s, lambda: os.kill(os.getpid(), getattr(signal, s)))'
    said = probe("no_new_privs(); seccomp.install(seccomp.compile_filter(os.getpid()))" + CALLS + kill_itself)
    allowed = {name: said.pop(name) for name in ("signal to itself", "open to read", "thread")}
    assert set(allowed.values()) == {"done"}, allowed
    assert said.pop("clone3") == "ENOSYS", "so that glibc falls back to clone, whose flags a filter can read"
    assert set(said.values()) == {"EPERM"}, said


@pytest.mark.usefixtures("needs_seccomp")
def test_seccomp_holds_threads_that_were_there_before() -> None:
    said = probe("""
        ready, go = threading.Event(), threading.Event()
        def work():
            ready.set()
            go.wait()
            attempt("socket in an old thread", lambda: socket.socket())
        thread = threading.Thread(target=work)
        thread.start()
        ready.wait()
        no_new_privs()
        seccomp.install(seccomp.compile_filter(os.getpid()))
        go.set()
        thread.join()
    """)
    assert said == {"socket in an old thread": "EPERM"}


@pytest.mark.usefixtures("needs_seccomp")
def test_seccomp_without_no_new_privs_is_an_error() -> None:
    """A runner that could not put its filter on must not run: install() raises, it does not shrug."""
    if "NoNewPrivs:\t1" in Path("/proc/self/status").read_text():
        pytest.skip("everything here has no_new_privs already, as in a container that is told so")
    said = probe("""
        sandbox._drop_capabilities()
        attempt("install", lambda: seccomp.install(seccomp.compile_filter(os.getpid())))
    """)
    assert said == {"install": "EACCES"}


# ---- Landlock ------------------------------------------------------------------------------------------------------

PATHS = """
folder = pathlib.Path(sys.argv[1])
(secret,) = folder.glob("secret")
listener = socket.create_server(("127.0.0.1", 0))
if "landlock" in sys.argv:
    no_new_privs()
    landlock.restrict(landlock.make_ruleset(sandbox.library_paths()))
attempt("password file", lambda: open("/etc/passwd").close())
attempt("problems", lambda: open(os.path.join(sys.argv[2], "stable-softmax", "reference.py")).close())
attempt("list the problems", lambda: os.listdir(sys.argv[2]))
attempt("environment", lambda: open("/proc/self/environ").close())
attempt("database", lambda: secret.read_text())
attempt("write", lambda: (folder / "new").write_text("x"))
attempt("folder", lambda: (folder / "another").mkdir())
attempt("remove", lambda: (folder / "made").rmdir())
attempt("link", lambda: (folder / "link").symlink_to("/etc"))
attempt("device", lambda: open("/dev/zero").close())
attempt("listen", lambda: socket.create_server(("127.0.0.1", 0)).close())
attempt("connect", lambda: socket.create_connection(listener.getsockname()).close())
attempt("signal", lambda: os.kill(os.getppid(), 0))
attempt("library", lambda: open(json.__file__).close())
attempt("list a library", lambda: os.listdir(os.path.dirname(json.__file__)))
attempt("write to a library", lambda: open(json.__file__, "r+").close())
"""


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "made").mkdir()
    return tmp_path


@pytest.fixture
def landlock_abi() -> int:
    if not (abi := landlock.abi()):
        pytest.skip("no Landlock here")
    return abi


def test_without_landlock_the_paths_open(guarded: Path) -> None:
    said = probe(PATHS, guarded, ROOT / "problems")
    if os.geteuid():
        said.pop("write to a library")  # the installation may belong to somebody else
    assert set(said.values()) == {"done"}, said


def test_landlock_alone(guarded: Path, landlock_abi: int) -> None:
    said = probe(PATHS, guarded, ROOT / "problems", "landlock")
    assert said.pop("library") == said.pop("list a library") == "done"
    network = {said.pop("listen"), said.pop("connect")}
    assert network == {"EACCES" if landlock_abi >= 4 else "done"}
    assert said.pop("signal") == ("EPERM" if landlock_abi >= 6 else "done")
    assert set(said.values()) == {"EACCES"}, said


@pytest.mark.usefixtures("landlock_abi")
@pytest.mark.parametrize("version", range(1, 9))
def test_landlock_of_any_version(guarded: Path, version: int) -> None:
    """An older kernel's Landlock is asked for no more than it knows; a newer one's for no less than we know."""
    if version > landlock.abi() and version < 8:
        pytest.skip(f"this kernel has ABI {landlock.abi()}")
    said = probe(
        f"real = landlock.abi(); landlock.abi = lambda: min(real, {version})\n" + PATHS,
        guarded,
        ROOT / "problems",
        "landlock",
    )
    assert said["database"] == said["write"] == said["environment"] == "EACCES"
    assert said["library"] == "done"


# ---- a file system of its own --------------------------------------------------------------------------------------

ROOTS = """
if os.geteuid():
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(sandbox.NEWUSER):
        os._exit(7)
    sandbox._map_own_uid(uid, gid)
if libc.unshare(sandbox.NEWNS):
    os._exit(7)
folder, problems, library = sys.argv[1], sys.argv[2], json.__file__
sandbox._new_root(sandbox.library_paths())
attempt("password file", lambda: open("/etc/passwd").close())
attempt("problems", lambda: os.listdir(problems))
attempt("database", lambda: open(os.path.join(folder, "secret")).close())
attempt("see the database", lambda: os.stat(os.path.join(folder, "secret")))
attempt("environment", lambda: open("/proc/self/environ").close())
attempt("home", lambda: os.listdir("/home"))
attempt("device", lambda: open("/dev/null").close())
attempt("write at the root", lambda: open("/x", "w").close())
attempt("write to a library", lambda: open(library, "r+").close())
attempt("touch a library", lambda: os.utime(library))
attempt("up", lambda: open("/../../etc/passwd").close())
attempt("library", lambda: open(library).close())
attempt("processor", lambda: open("/proc/cpuinfo").close())
said["root"] = sorted(os.listdir("/"))
"""


def can_mount() -> bool:
    code = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(int(sys.argv[1])) != 0)"
    flags = sandbox.NEWNS | (sandbox.NEWUSER if os.geteuid() else 0)
    return subprocess.run([sys.executable, "-c", code, str(flags)]).returncode == 0


def test_read_only_root_alone(guarded: Path) -> None:
    if not can_mount():
        pytest.skip("no mount namespace here")
    said = probe(ROOTS, guarded, ROOT / "problems")
    assert said.pop("library") == said.pop("processor") == "done"
    top = {path.parts[1] for path in sandbox.library_paths()}
    assert set(said.pop("root")) == top, "nothing but the libraries is there"
    for name in ("write at the root", "write to a library", "touch a library"):
        assert said.pop(name) in ("EROFS", "EACCES", "EPERM")
    assert set(said.values()) == {"ENOENT"}, said


# ---- limits --------------------------------------------------------------------------------------------------------


def test_limit_on_files(tmp_path: Path) -> None:
    said = probe(
        """
        sandbox._set_fixed_limits(0)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        file = open(sys.argv[1], "wb", buffering=0)
        attempt("a byte in a file", lambda: file.write(b"x"))
        attempt("a sparse file", lambda: file.truncate(1))
        """,
        tmp_path / "file",
    )
    assert said == {"a byte in a file": "EFBIG", "a sparse file": "EFBIG"}
    assert (tmp_path / "file").stat().st_size == 0


def test_limit_on_descriptors() -> None:
    said = probe("""
        sandbox._set_fixed_limits(0)
        attempt("descriptors", lambda: [os.dup(1) for _ in range(10_000)])
        said["highest"] = os.dup2(1, sandbox.DESCRIPTORS - 1)
        attempt("raise it", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (9999, 9999)) if os.geteuid() else 1 / 0)
    """)
    assert said["descriptors"] == "EMFILE" and said["highest"] == sandbox.DESCRIPTORS - 1
    assert said["raise it"] in ("EPERM", "ValueError", "ZeroDivisionError")


def test_limit_on_memory() -> None:
    said = probe("""
        fd = os.open("/proc/self/statm", os.O_RDONLY)
        sandbox.limit(sandbox.Sizes.read(fd), 5, 64 << 20)
        attempt("half of it", lambda: bytearray(32 << 20) and None)
        attempt("more than that", lambda: bytearray(80 << 20) and None)
        attempt("in steps", lambda: [bytearray(1 << 20) for _ in range(80)] and None)
    """)
    assert said == {"half of it": "done", "more than that": "MemoryError", "in steps": "MemoryError"}


def test_limit_on_processor_time() -> None:
    """The kernel itself ends a runner that nobody else stops."""
    done = probe(
        """
        fd = os.open("/proc/self/statm", os.O_RDONLY)
        sandbox.limit(sandbox.Sizes.read(fd), 1, 256 << 20)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            pass
        """,
        expect=-9,
    )
    assert done == {}


def test_limit_on_threads() -> None:
    if os.geteuid():
        pytest.skip("needs a uid of its own, which only root can take")
    said = probe("""
        sandbox._set_fixed_limits(sandbox.PROCESSES)
        os.setresuid(*[sandbox.FIRST_UID + 99_999] * 3)
        threading.stack_size(32768)
        start = lambda: threading.Thread(target=time.sleep, args=(9,)).start()
        attempt("threads", lambda: [start() for _ in range(400)] and None)
        said["running"] = threading.active_count()
    """)
    assert said["threads"] == "RuntimeError" and said["running"] <= sandbox.PROCESSES


def test_threads_of_a_runner(yard: Yard) -> None:
    """Something besides memory bounds them, wherever the host lets us: a uid, a user namespace, or a control group."""
    layers = yard.pool.layers
    if not (layers["own_uid"] or "user" in layers["namespaces"] or layers.get("cgroup")):
        pytest.skip("only memory bounds them here, and the container's own limit")
    code = """
        threading.stack_size(32768)
        start = lambda: threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
        attempt("threads", lambda: [start() for _ in range(1500)] and None)
    """
    assert ask_of(yard, code) == {"threads": "RuntimeError"}
    yard.recovers()


def test_no_core_is_written() -> None:
    assert probe("sandbox._set_fixed_limits(0); said['core'] = resource.getrlimit(resource.RLIMIT_CORE)[1]") == {
        "core": 0
    }


# ---- descriptors, capabilities, processes ----------------------------------------------------------------------------


def test_descriptors_are_closed() -> None:
    said = probe("""
        kept, lost = os.open("/dev/null", os.O_RDONLY), os.open("/etc/passwd", os.O_RDONLY)
        high = os.dup2(lost, 900)
        sandbox._close_all_but({0, 1, 2, kept})
        for name, fd in {"kept": kept, "lost": lost, "high": high, "output": 1}.items():
            attempt(name, lambda: os.fstat(fd) and None)
    """)
    assert said == {"kept": "done", "lost": "EBADF", "high": "EBADF", "output": "done"}


def test_capabilities_are_dropped() -> None:
    said = probe("""
        sandbox._drop_capabilities()
        said["left"] = [line for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm"))]
        attempt("take them back", lambda: libc.syscall(
            sandbox.CAPSET, (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xffffffff] * 6)))
        attempt("root directory", lambda: os.chroot("/"))
    """)
    assert all(int(line.split()[1], 16) == 0 for line in said["left"])
    assert said["take them back"] == said["root directory"] == "EPERM"


def test_pid_namespace_alone() -> None:
    """A child in it is process 1, sees nobody, and takes all it started with it when it dies."""
    if os.geteuid():
        pytest.skip("needs root; with a user namespace the whole runner is tried instead")
    said = probe("""
        libc.unshare(sandbox.NEWPID)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            said["own number"], said["parent"] = os.getpid(), os.getppid()
            attempt("the probe", lambda: os.kill(int(sys.argv[1]) if sys.argv[1:] else 12345678, 0))
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            os.write(write, json.dumps(said).encode())
            os._exit(0)
        os.close(write)
        said = json.loads(os.read(read, 4096))
        os.waitpid(pid, 0)
        said["end of file"] = os.read(read, 1) == b""  # the sleeping grandchild held it open
    """, os.getpid())  # fmt: skip
    assert said == {"own number": 1, "parent": 0, "the probe": "ESRCH", "end of file": True}


def test_network_namespace_alone() -> None:
    if os.geteuid():
        pytest.skip("needs root; with a user namespace the whole runner is tried instead")
    said = probe("""
        listener = socket.create_server(("127.0.0.1", 0))
        attempt("before", lambda: socket.create_connection(listener.getsockname()).close())
        libc.unshare(sandbox.NEWNET)
        attempt("loopback", lambda: socket.create_connection(listener.getsockname(), 1).close())
        attempt("name", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 9)))
        said["interfaces"] = [name for _, name in socket.if_nameindex()]
    """)
    assert said["before"] == "done" and said["interfaces"] == ["lo"]
    assert said["loopback"] == said["name"] == "ENETUNREACH"


def test_not_dumpable() -> None:
    """Nobody may trace it or read its memory, not even the same user."""
    said = probe("""
        libc.prctl(sandbox.PR_SET_DUMPABLE, 0, 0, 0, 0)
        said["owner"], said["dumpable"] = os.stat("/proc/self/mem").st_uid, libc.prctl(3, 0, 0, 0, 0)
        os.geteuid() or os.setresuid(4242, 4242, 4242)
        libc.prctl(sandbox.PR_SET_DUMPABLE, 0, 0, 0, 0)
        attempt("own environment", lambda: open("/proc/self/environ").read())
    """)
    assert said["dumpable"] == 0 and said["owner"] in (0, 65534)  # root, or who stands for it in a user namespace
    assert said["own environment"] == "EACCES"


# ---- in a whole runner ---------------------------------------------------------------------------------------------

Ask = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def ask(yard: Yard) -> Ask:
    return lambda code: ask_of(yard, code)


def ask_of(yard: Yard, code: str) -> dict[str, Any]:
    """Run a probe as a submission: what it `said`."""
    probe = HEAD.replace("from app.judge import landlock, sandbox, seccomp", "") + textwrap.dedent(code)
    report = yard.submit(f"{probe}\nprint(json.dumps(said))\n\ndef softmax(x, dim):\n    return x\n")
    assert report["output"], report["sentence"]
    said: dict[str, Any] = json.loads(report["output"].splitlines()[0])
    return said


def test_environment_is_scrubbed(ask: Ask) -> None:
    environment = ask("said = dict(os.environ)")
    assert set(environment) <= {*zygotes.ENVIRONMENT, "LC_CTYPE", "TORCHINDUCTOR_CACHE_DIR"}
    assert str(ROOT) not in json.dumps(environment)


def test_descriptors_of_a_runner(ask: Ask) -> None:
    """Standard input, output and error, and the judge's channel: no control socket, no log, no folder."""
    said = ask(
        """
        for fd in range(1024):
            try:
                said[fd] = stat.S_IFMT(os.fstat(fd).st_mode)
            except OSError:
                pass
    """.replace("for fd", "import stat\n        for fd", 1)
    )
    assert sorted(said.values()) == sorted([stat.S_IFCHR, stat.S_IFIFO, stat.S_IFIFO, stat.S_IFSOCK])


def test_identity_of_a_runner(ask: Ask, yard: Yard) -> None:
    layers = yard.pool.layers
    code = """
        said = {"uids": os.getresuid(), "gids": os.getresgid(), "groups": os.getgroups()}
        said["numbers"] = [os.getpid(), os.getppid()]
    """
    one, another = ask(code), ask(code)
    if layers["own_uid"]:
        assert len({*one["uids"], *one["gids"]}) == 1 and one["uids"][0] >= sandbox.FIRST_UID and one["groups"] == []
        assert one["uids"] != another["uids"], "each is somebody else"
    else:
        assert set(one["uids"]) == {os.geteuid()}
    if "pid" in layers["namespaces"]:
        assert one["numbers"] == another["numbers"] == [1, 0]


def test_flags_of_a_runner(ask: Ask) -> None:
    said = ask("""
        said["dumpable"], said["seccomp"] = libc.prctl(3, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0)
        for name in ("CORE", "FSIZE", "NOFILE", "CPU", "MEMLOCK"):
            said[name] = resource.getrlimit(getattr(resource, "RLIMIT_" + name))
    """)
    assert (said["dumpable"], said["seccomp"]) == (0, 2)
    assert said["CORE"] == said["FSIZE"] == said["MEMLOCK"] == [0, 0]
    assert said["NOFILE"] == [sandbox.DESCRIPTORS] * 2 and 0 < said["CPU"][1] < 60


def test_files_of_a_runner(ask: Ask, yard: Yard) -> None:
    """Two layers say no to the same path; with a root of its own the path is not even there."""
    said = ask("""
        for path in ("/etc/passwd", "/proc/1/environ", "/proc/self/status", "@DATABASE@", "@SECRET_FILE@", "/x"):
            attempt("open " + path[-6:], lambda: open(path).close())
        for path in ("/", "/home", "/tmp", "@PROBLEMS@", "@HOME@"):
            attempt("list " + path[-6:], lambda: os.listdir(path) and None)
        attempt("see", lambda: os.stat("@DATABASE@") and None)
    """)
    seen = said.pop("see")
    assert set(said.values()) <= {"EACCES", "ENOENT"}, said
    assert seen in ("EACCES", "ENOENT") or not yard.pool.layers["read_only_root"]


def test_the_next_reads_nothing_of_the_last(ask: Ask) -> None:
    """Memory that a runner is given is empty: what another attempt computed is not in it."""
    code = """
        import torch
        block = torch.{make}(1 << 20, dtype=torch.int64)
        said["found"] = int((block == 0x7059_7059_7059).sum())
    """
    assert (
        ask(code.replace("{make}", "full").replace("(1 << 20, ", "((1 << 20,), 0x7059_7059_7059, "))["found"] == 1 << 20
    )
    assert ask(code.replace("{make}", "empty"))["found"] == 0


def test_says_what_it_has(yard: Yard) -> None:
    """`full` means all of it; what is missing is named in words."""
    layers = yard.pool.layers
    assert layers["level"] in ("full", "partial", "none")
    if layers["level"] == "full":
        assert layers["seccomp"] and layers["landlock"] and layers["read_only_root"]
        assert {"pid", "net", "mount"} <= set(layers["namespaces"])
    if sys.platform == "linux" and not os.geteuid() and can_mount():
        assert layers["level"] == "full" and layers["own_uid"] and "user" not in layers["namespaces"]
    assert all(isinstance(sentence, str) and sentence for sentence in layers["missing"])


def test_runners_die_with_their_zygote() -> None:
    """Its death takes the spares along; whoever asks next gets a runner of its successor."""
    other = pool.Pool(2, 2)
    try:
        eventually(lambda: other.spares.qsize() == 2)
        first = other.zygote.process.pid
        assert descendants(first) >= 2
        spares = [line for line in Path("/proc").iterdir() if line.name.isdigit() and parent_of(line) == first]
        other.zygote.process.kill()
        other.zygote.process.wait()
        eventually(lambda: other.zygote.dead or other.zygote.process.pid != first)
        runner = other.take()
        assert runner.zygote is other.zygote and runner.zygote.process.pid != first
        eventually(lambda: not any(path.exists() and parent_of(path) in (first, 1) for path in spares))
        runner.close()
    finally:
        other.stop()


def test_a_stopped_pool_gives_back_its_descriptors() -> None:
    before = open_descriptors()
    other = pool.Pool(2, 2)
    eventually(lambda: other.spares.qsize() == 2)
    zygote = other.zygote.process.pid
    other.stop()
    eventually(lambda: open_descriptors() <= before and not Path(f"/proc/{zygote}").exists())


def parent_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
