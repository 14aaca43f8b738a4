"""The sandbox of a runner on a GPU, tried without one: a device that every host has stands in for the GPU's.

What cannot be tried here is whether CUDA is content with it (tests/judge/test_on_gpu.py). That hostile submissions get
nowhere in it is in tests/judge/hostile.
"""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.judge import landlock, profile, sandbox, seccomp, wire
from app.judge.devices import Gpu
from app.judge.gpus import Gpus, Worker
from app.judge.pool import Pool
from app.judge.profile import Profile, profile_of
from app.settings import ROOT
from tests.judge.bank import Talk, eventually, without_a_gpu

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
confined = pytest.mark.skipif(
    not (landlock.abi() and seccomp.available()), reason="this host has no Landlock or no seccomp"
)
GPU = Gpu(0, "a card that is not there", "GPU-11111111-2222-3333-4444-555555555555", 0)


@pytest.fixture(scope="module")
def roomy() -> Iterator[Pool]:
    """Runners with all that the profile of a GPU grants, and no control group."""
    pool = Pool(1, 1, without_a_gpu(), SimpleNamespace(version=0, why="none, for this test"))
    yield pool
    pool.stop()


@pytest.fixture
def runner(roomy: Pool) -> Iterator[Talk]:
    taken = roomy.take()
    yield Talk(taken)
    taken.close()


def look(runner: Talk, source: str):
    """What a submission finds out about itself, as JSON on its standard output."""
    answer = runner.load(HEAD + textwrap.dedent(source))
    assert answer == {"loaded": True}, answer
    return json.loads(runner.printed())


HEAD = """
import ctypes, json, mmap, os, socket, threading
libc = ctypes.CDLL(None, use_errno=True)

def can(act):
    try:
        act()
    except OSError as error:
        return error.strerror
    return True

def command(number):
    fd = os.open("/dev/zero", os.O_RDWR)
    libc.ioctl(fd, ctypes.c_ulong(number), 0)
    return os.strerror(ctypes.get_errno())
"""
REFUSED = os.strerror(1)
UNKNOWN = os.strerror(25)  # of the device itself, which has no commands: the call came through


# ---- the tables ----------------------------------------------------------------------------------------------------


def test_the_profile_of_the_cpu_is_empty():
    assert not Profile().gpu
    assert Profile().arguments() == []
    assert not Profile().environment
    if seccomp.available():
        assert len(seccomp.compile_filter(1)) < len(seccomp.compile_filter(1, without_a_gpu()))


def test_a_profile_survives_the_command_line():
    granted = profile_of(GPU, "/usr/local/nvidia/lib64")
    assert Profile.parse(granted.arguments()) == granted
    assert Profile.parse([]) == Profile()


def test_the_profile_of_a_gpu_shows_that_one_alone():
    granted = profile_of(GPU)
    assert granted.environment["CUDA_VISIBLE_DEVICES"] == GPU.uuid
    assert set(granted.devices) == {"/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools", "/dev/nvidia0"}
    assert "LD_LIBRARY_PATH" not in granted.environment
    elsewhere = profile_of(GPU, "/usr/local/nvidia/lib64")
    assert elsewhere.environment["LD_LIBRARY_PATH"] == "/usr/local/nvidia/lib64"
    assert "/usr/local/nvidia/lib64" in elsewhere.readable


def test_nothing_that_is_anybody_s_is_readable():
    known = ("/proc/driver/nvidia", "/proc/devices", "/proc/modules", "/proc/sys/vm", "/proc/meminfo")
    for path in profile_of(GPU).readable:
        assert path.startswith((*known, "/sys/module/nvidia", "/sys/devices/", "/sys/bus/pci")), path


def test_no_command_of_a_terminal_and_none_of_a_debugger_is_let_through():
    granted = {profile.RM_TYPE | number for numbers in profile.RM_CALLS.values() for number in numbers}
    assert not granted & {0x5412, 0x5401, 0x5421}  # TIOCSTI types into the terminal of whoever started the judge
    uvm = {number for numbers in profile.UVM_CALLS.values() for number in numbers}
    assert not uvm & {9, 62, 63}  # a test, and reading and writing another process's memory
    assert all(number < 256 or number >> 28 == 3 for number in uvm)


# ---- what a runner has ---------------------------------------------------------------------------------------------


@confined
def test_the_device_can_be_used_and_nothing_else_be_written(runner):
    seen = look(
        runner,
        """
        print(json.dumps({
            "device": can(lambda: os.open("/dev/zero", os.O_RDWR)),
            "library": can(lambda: os.open(os.__file__, os.O_RDWR)),
            "write only": can(lambda: os.open("/dev/zero", os.O_WRONLY)),
            "create": can(lambda: os.open("/dev/new", os.O_RDWR | os.O_CREAT)),
            "truncate": can(lambda: os.open("/dev/zero", os.O_RDWR | os.O_TRUNC)),
            "other device": can(lambda: os.open("/dev/full", os.O_RDWR)),
            "shared memory": can(lambda: mmap.mmap(-1, 4096)),
            "socket": can(socket.socket), "fork": can(os.fork),
        }))
        """,
    )
    assert seen.pop("device") is True
    assert seen.pop("shared memory") is True
    assert True not in seen.values(), seen


@confined
def test_only_the_driver_s_commands_come_through(runner):
    seen = look(
        runner,
        """
        numbers = (0xC020462A, 0xC00446C9, 25, 0x30000001, 0x5412, 62, 0xC0204601, 0x4B47)
        print(json.dumps([command(number) for number in numbers]))
        """,
    )
    assert seen == [UNKNOWN] * 4 + [REFUSED] * 4


@confined
def test_it_sees_itself_in_proc_and_may_name_its_threads(roomy, runner):
    seen = look(
        runner,
        """
        wait, started, tid = threading.Event(), threading.Event(), []
        def live():
            tid.append(threading.get_native_id())
            started.set()
            wait.wait()
        thread = threading.Thread(target=live)
        thread.start()
        started.wait()
        def name():
            with open(f"/proc/self/task/{tid[0]}/comm", "r+") as file:
                file.write("cuda-EvtHandlr")
        said = {"named": can(name), "status": can(lambda: open("/proc/self/status").read())}
        others = (n for n in range(1, 400) if n != os.getpid())
        said["others"] = [n for n in others if can(lambda: open(f"/proc/{n}/status")) is True]
        for name in ("environ", "mem", "oom_score_adj", "uid_map"):
            said[name] = can(lambda: os.open(f"/proc/self/{name}", os.O_RDWR))
        said["sysrq"] = can(lambda: os.open("/proc/sysrq-trigger", os.O_RDWR))
        said["list"] = can(lambda: os.listdir("/proc"))
        wait.set()
        thread.join()
        print(json.dumps(said))
        """,
    )
    assert seen.pop("named") is True
    assert seen.pop("status") is True
    if "pid" in roomy.layers["namespaces"]:
        assert seen["others"] == []
    del seen["others"]
    assert True not in seen.values(), seen


def test_limits_leave_the_address_space_alone_and_count_from_the_context_on(runner):
    seen = look(
        runner,
        """
        import resource
        names = "RLIMIT_AS RLIMIT_DATA RLIMIT_CPU RLIMIT_NOFILE RLIMIT_FSIZE RLIMIT_MEMLOCK".split()
        print(json.dumps({name: resource.getrlimit(getattr(resource, name))[1] for name in names}))
        """,
    )
    assert seen["RLIMIT_AS"] == -1
    assert 256 << 20 < seen["RLIMIT_DATA"] < 1 << 40
    assert 20 < seen["RLIMIT_CPU"] < 60, "the job's 20, and what the runner had used before"
    assert seen["RLIMIT_NOFILE"] == profile.DESCRIPTORS
    assert seen["RLIMIT_FSIZE"] == seen["RLIMIT_MEMLOCK"] == 0


def test_memory_that_no_limit_counts_is_watched_from_outside(roomy):
    """Shared memory, as CUDA uses it: RLIMIT_DATA does not see it, and there is no control group."""
    taken = roomy.take()
    try:
        taken.limit_memory(256 << 20)
        talk = Talk(taken)
        source = "import mmap\nheld = []\nwhile len(held) < 64:\n    held.append(mmap.mmap(-1, 64 << 20))\n"
        source += "    for at in range(0, 64 << 20, 4096):\n        held[-1][at] = 1\n"
        with pytest.raises(wire.Hangup):
            talk.load(source)
        end = taken.wait(10)
        assert end["code"] == -9
        assert end["out_of_memory"]
        assert end["rss"] < 2 << 30
    finally:
        taken.close()


def test_memory_within_the_limit_is_let_be(roomy):
    taken = roomy.take()
    try:
        taken.limit_memory(256 << 20)
        source = "import mmap\nheld = mmap.mmap(-1, 64 << 20)\nfor at in range(0, 64 << 20, 4096):\n    held[at] = 1\n"
        assert Talk(taken).load(source) == {"loaded": True}
        assert not taken.gone.wait(0.3)
    finally:
        taken.close()


# ---- the order of things -------------------------------------------------------------------------------------------


@confined
def test_threads_that_the_driver_starts_are_bound_like_the_runner():
    """Landlock and capabilities bind a thread and those it starts; what comes after the context must bind all."""
    script = f"""
    import ctypes, json, os, socket, sys, threading
    sys.path.insert(0, {str(ROOT)!r})
    from app.judge import sandbox
    from tests.judge.bank import without_a_gpu

    jail = sandbox.Jail(without_a_gpu())
    jail.enter()
    go, ready, said = threading.Event(), threading.Event(), {{}}

    def can(act):
        try:
            return bool(act()) or True
        except OSError:
            return False

    def driver():
        ready.set()
        go.wait()
        said["uid"] = os.getuid()
        said["socket"] = can(socket.socket)
        said["mount"] = ctypes.CDLL(None, use_errno=True).mount(b"x", b"/", b"tmpfs", 0, None) == 0
        said["write"] = can(lambda: os.open(os.__file__, os.O_RDWR))
        said["read"] = can(lambda: os.open("/proc/kallsyms", os.O_RDONLY))
        said["device"] = can(lambda: os.open("/dev/zero", os.O_RDWR))

    def start():
        threading.Thread(target=driver, daemon=True).start()
        ready.wait()

    if (pid := jail.fork()) == 0:
        jail.confine((), start)
        go.set()
        while len(said) < 6:
            pass
        os.write(1, json.dumps(said).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os._exit(0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    said = json.loads(done.stdout or done.stderr)
    if not os.getuid():
        assert said["uid"] >= sandbox.FIRST_UID
    assert said["device"]
    assert not any(said[name] for name in ("socket", "mount", "write", "read")), said


# ---- a GPU that does not work --------------------------------------------------------------------------------------


def test_a_gpu_whose_context_cannot_be_made_is_not_offered_and_says_why(pool):
    """Here torch is built without CUDA, or there is no such card: the real runner really tries."""
    gpus = Gpus([Worker(GPU, pool.groups)])
    try:
        assert not gpus.wait(60)
        assert gpus.ready == 0
        (told,) = gpus.describe()
        assert told["device"] == "cuda:0"
        assert told["state"] == "failed"
        assert "CUDA" in told["why"]
        assert "pid" in gpus.workers[0].pool.layers["namespaces"] or pool.layers["level"] != "full"
    finally:
        gpus.stop()


def test_a_runner_that_cannot_be_made_tells_the_pool_why(roomy):
    """Not only the log: whoever runs the server reads it at /healthz."""
    other = Pool(1, 1, Profile("cuda", ("/dev/zero",)))
    try:
        eventually(lambda: other.trouble)
        assert "CUDA" in other.trouble
        assert not other.made
    finally:
        other.stop()
    assert roomy.made
    assert not roomy.trouble


def test_patterns_of_paths_are_those_that_exist(tmp_path: Path):
    for name in ("pci0000:00", "pci0000:3a", "system"):
        (tmp_path / name).mkdir()
    found = sandbox.existing([f"{tmp_path}/pci*", f"{tmp_path}/system", f"{tmp_path}/none"])
    assert sorted(path.name for path in found) == ["pci0000:00", "pci0000:3a", "system"]
