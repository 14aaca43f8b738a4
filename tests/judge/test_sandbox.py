"""The sandbox: what protects this host is found out by doing it, and a runner has what it needs and nothing else.

Attempts to break out are in tests/judge/hostile.
"""

import json
import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.judge import landlock, sandbox, seccomp
from app.judge.sandbox import Layers, Sizes, library_paths
from app.judge.zygotes import ENVIRONMENT
from app.settings import ROOT
from tests.judge.bank import CANARY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


def look(runner, source: str):
    """What a submission finds out about itself, as JSON on its standard output."""
    answer = runner.load(source)
    assert answer == {"loaded": True}, answer
    return json.loads(runner.printed())


# ---- layers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "level"),
    [
        (Layers(), "none"),
        (Layers(seccomp=True), "none"),
        (Layers(landlock=3), "none"),
        (Layers(namespaces=["pid", "net"], root=True), "none"),
        (Layers(seccomp=True, landlock=1), "partial"),
        (Layers(seccomp=True, landlock=1, namespaces=["pid", "net"]), "partial"),
        (Layers(seccomp=True, landlock=1, namespaces=["net"], root=True), "partial"),
        (Layers(seccomp=True, landlock=1, namespaces=["net", "pid"], root=True), "full"),
    ],
)
def test_the_level_is_only_as_good_as_what_holds(layers, level):
    assert layers.level == level
    assert layers.describe()["level"] == level


def test_what_is_missing_on_this_host_is_said_in_words(pool):
    layers = pool.layers
    assert layers["level"] in ("full", "partial", "none")
    if layers["level"] != "full":
        assert layers["missing"]
    json.dumps(layers)


def test_this_host_confines_as_it_says(pool, runner):
    """The layers that are reported are the layers that a runner is under."""
    seen = look(
        runner,
        """
        import json, os, ctypes
        def can(call):
            try:
                return bool(call()) or True
            except OSError:
                return False
        print(json.dumps({
            "uid": os.getuid(), "pid": os.getpid(), "home": can(lambda: os.listdir("/home")),
            "socket": can(lambda: __import__("socket").socket()), "fork": can(os.fork),
            "write": can(lambda: open("/tmp/x", "w")), "no_new_privs": ctypes.CDLL(None).prctl(39, 0, 0, 0, 0),
        }))
        """,
    )
    layers = pool.layers
    if layers["seccomp"]:
        assert not seen["socket"]
        assert not seen["fork"]
    if layers["landlock"]:
        assert not seen["write"]
        assert not seen["home"]
    if "pid" in layers["namespaces"]:
        assert seen["pid"] == 1
    if layers["own_uid"]:
        assert seen["uid"] >= sandbox.FIRST_UID


# ---- what a runner has ---------------------------------------------------------------------------------------------


def test_the_environment_is_scrubbed(runner):
    """Whatever the server was started with: the shared pool is started with a canary."""
    seen = look(runner, "import json, os\nprint(json.dumps(dict(os.environ)))")
    assert {name for name in seen if not name.startswith("TORCHINDUCTOR")} <= {*ENVIRONMENT, "LC_CTYPE"}
    assert CANARY not in json.dumps(seen)


def test_only_its_own_descriptors_are_open(runner):
    seen = look(
        runner,
        """
        import json, os
        found = []
        for fd in range(1024):
            try:
                os.fstat(fd)
                found.append(fd)
            except OSError:
                pass
        print(json.dumps(found))
        """,
    )
    assert seen[:3] == [0, 1, 2]
    assert len(seen) == 4  # and the wire


def test_standard_input_is_empty(runner):
    assert look(runner, "import json, sys\nprint(json.dumps(sys.stdin.read()))") == ""


def test_the_limits_are_the_job_s(runner):
    seen = look(
        runner,
        """
        import json, resource
        names = "RLIMIT_FSIZE RLIMIT_CORE RLIMIT_NOFILE RLIMIT_MEMLOCK RLIMIT_CPU RLIMIT_DATA RLIMIT_AS".split()
        print(json.dumps({name: resource.getrlimit(getattr(resource, name)) for name in names}))
        """,
    )
    assert seen["RLIMIT_FSIZE"] == seen["RLIMIT_CORE"] == seen["RLIMIT_MEMLOCK"] == [0, 0]
    assert seen["RLIMIT_NOFILE"] == [sandbox.DESCRIPTORS] * 2
    assert seen["RLIMIT_CPU"] == [20, 20]
    for name in ("RLIMIT_DATA", "RLIMIT_AS"):
        soft, hard = seen[name]
        assert soft == hard
        assert 256 << 20 < soft < 1 << 40


def test_one_thread_is_the_default_and_more_are_possible(runner):
    seen = look(
        runner,
        """
        import json, threading, torch
        done = []
        threads = [threading.Thread(target=lambda: done.append(1)) for _ in range(20)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        print(json.dumps([torch.get_num_threads(), len(done)]))
        """,
    )
    assert seen == [1, 20]


def test_torch_numpy_and_the_standard_library_work_inside(runner):
    answer = runner.load(
        """
        import collections, dataclasses, fractions, functools, heapq, itertools, json, math, random, re, statistics
        import numpy as np
        import torch
        import torch.nn.functional as F

        x = torch.randn(8, 8, dtype=torch.float64)
        torch.linalg.svd(x), torch.linalg.inv(x), torch.fft.fft(x), torch.einsum("ij,jk->ik", x, x)
        F.conv2d(torch.ones(1, 1, 4, 4), torch.ones(1, 1, 2, 2))
        torch.nn.LSTM(2, 3)(torch.ones(1, 1, 2))
        torch.utils.checkpoint
        torch.optim.Adam([torch.nn.Parameter(x)]).step()
        torch.autograd.gradcheck(torch.exp, (x.requires_grad_(),))
        np.linalg.svd(np.ones((3, 3)))
        torch.from_numpy(np.ones(3)).numpy()
        torch.set_num_threads(2)
        torch.ones(1000, 1000) @ torch.ones(1000, 1000)
        """
    )
    assert answer == {"loaded": True}


def test_this_project_s_files_and_modules_are_out_of_reach(runner):
    """The answer is in problems/; the judge's own modules are imported already, and hold none."""
    answer = runner.load(
        f"""
        import pathlib, sys
        for path in ({str(ROOT)!r}, {str(ROOT / "problems")!r}, ".", "problems"):
            try:
                names = [p.name for p in pathlib.Path(path).iterdir()]
            except OSError:
                names = []
            assert "problems" not in names and "stable-softmax" not in names, path
        trusted = ("app.judge.oracle", "app.judge.judge", "app.catalog", "sqlalchemy")
        assert not any(name.startswith(trusted) for name in sys.modules)
        """
    )
    assert answer == {"loaded": True}


# ---- parts ---------------------------------------------------------------------------------------------------------


def test_the_readable_paths_are_libraries_and_nobody_s_data():
    paths = library_paths()
    assert any(Path(os.__file__).is_relative_to(path) for path in paths)
    import torch

    assert any(Path(torch.__file__).resolve().is_relative_to(path.resolve()) for path in paths)
    for private in (
        ROOT / "problems",
        ROOT / "app",
        ROOT / "data",
        Path("/etc/passwd"),
        Path("/proc/self"),
        Path("/home"),
    ):
        assert not any(private.is_relative_to(path) for path in paths), private
    for path in paths:
        assert path.exists()
        assert sum(path.is_relative_to(other) for other in paths) == 1, "none lies inside another"


def test_sizes_are_those_of_this_process():
    fd = os.open("/proc/self/statm", os.O_RDONLY)
    sizes = Sizes.read(fd)
    os.close(fd)
    assert sizes.space > sizes.data > 1 << 20
    assert sizes.space % resource.getpagesize() == 0


def in_a_process(source: str) -> subprocess.CompletedProcess[str]:
    """Confinement cannot be taken off again, so it is put on a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(source)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock")
def test_landlock_lets_the_named_folder_be_read_and_nothing_else_be_touched(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "file").write_text("read me")
    (tmp_path / "secret").write_text("secret")
    done = in_a_process(
        f"""
        import ctypes, os
        from pathlib import Path
        from app.judge import landlock
        folder = Path({str(tmp_path)!r})
        ruleset = landlock.make_ruleset([folder / "open", folder / "nowhere"])
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
        landlock.restrict(ruleset)
        assert (folder / "open" / "file").read_text() == "read me"
        attempts = [
            lambda: (folder / "secret").read_text(),
            lambda: os.listdir(folder),
            lambda: (folder / "open" / "file").write_text("x"),
            lambda: (folder / "open" / "new").touch(),
            lambda: (folder / "open" / "file").unlink(),
            lambda: (folder / "made").mkdir(),
            lambda: os.execv("/bin/true", ["true"]),
        ]
        for number, attempt in enumerate(attempts):
            try:
                attempt()
            except PermissionError:
                continue
            raise SystemExit(f"attempt {{number}} was let through")
        print("held")
        """
    )
    assert done.stdout == "held\n", done.stderr


@pytest.mark.skipif(not seccomp.available(), reason="this host has no seccomp")
def test_seccomp_refuses_politely_what_is_not_on_the_list():
    """EPERM, which Python raises as an exception: the learner reads a sentence instead of losing the process."""
    done = in_a_process(
        """
        import ctypes, os, socket, threading
        from app.judge import seccomp
        bpf = seccomp.compile_filter(os.getpid())
        assert len(bpf) % 8 == 0 and bpf
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
        seccomp.install(bpf)
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        attempts = [
            socket.socket, os.fork, lambda: os.kill(os.getppid(), 0), lambda: open("x", "w"),
            lambda: os.execv("/bin/true", ["a"]), lambda: os.chmod("/", 0o777), lambda: os.setuid(0),
            lambda: os.mkdir("/tmp/torchyard-x"),
        ]
        for number, attempt in enumerate(attempts):
            try:
                attempt()
            except PermissionError:
                continue
            raise SystemExit(f"attempt {number} was let through")
        print("held")
        """
    )
    assert done.stdout == "held\n", done.stderr
