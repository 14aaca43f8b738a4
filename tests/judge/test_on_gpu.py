"""On a real GPU: what everything else about GPUs only reasons about. `pytest -m gpu tests/judge/test_on_gpu.py`.

Nobody has run these yet. docs/gpu.md says what each failure would mean.
"""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from app.catalog import Catalog
from app.judge import devices
from app.judge.attempt import Job
from app.judge.compare import BANDS
from app.judge.gpus import Gpus
from app.judge.judge import Judge
from app.judge.oracle import Problems
from app.settings import ROOT
from tests.judge.bank import Talk, eventually, ignore, write

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not devices.find(), reason=devices.absent()),
    pytest.mark.skipif(torch.version.cuda is None, reason="this torch is the build for the CPU alone"),
]
RIGHT = "def double(x):\n    return x + x\n"
PRODUCT = {
    "problem.toml": """\
title = "Product"
difficulty = "easy"
topics = ["matmul"]
functions = ["product"]

[checks]
gradients = ["a", "b"]

[limits]
wall_seconds = 20
memory_mib = 512
""",
    "reference.py": "def product(a, b):\n    return (a.double() @ b.double()).to(a.dtype)\n",
    "cases.py": """\
import torch

from app.judge.cases import Case, randn


def cases():
    yield Case("small", "product", (randn(8, 8, seed=1), randn(8, 8, seed=2)), public=True)
    yield Case("long sums", "product", (randn(64, 1024, seed=3), randn(1024, 64, seed=4)))
    half = torch.float16
    yield Case("half", "product", (randn(32, 32, seed=5, dtype=half), randn(32, 32, seed=6, dtype=half)))
""",
    "starter.py": "def product(a, b):\n    raise NotImplementedError\n",
    "statement.md": "The product of two matrices.\n",
    "submissions/accepted/a.py": "def product(a, b):\n    return a @ b\n",
    "submissions/accepted/b_product.py": None,
    "submissions/accepted/a_sum.py": None,
    "submissions/wrong_answer/clamped.py": None,
    "submissions/wrong_answer/detached.py": None,
    "submissions/wrong_answer/flat.py": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def gpus(pool) -> Iterator[Gpus]:
    gpus = Gpus.start(("auto",), pool.groups)
    assert gpus.wait(60), gpus.describe()
    yield gpus
    gpus.stop()


@pytest.fixture(scope="module")
def submit(gpus, pool, tmp_path_factory) -> Callable[..., dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("gpu")
    write(folder / "double")
    write(folder / "product", PRODUCT)
    judge = Judge(Problems(Catalog(folder)), pool, gpus)

    def do(code: str, slug: str = "double", device: str = "cuda") -> dict[str, Any]:
        return judge.judge(Job("gpu", slug, textwrap.dedent(code), device=device, salt=0), ignore)

    return do


@pytest.fixture
def runner(gpus) -> Iterator[Talk]:
    with gpus.runner() as taken:
        yield Talk(taken)


def test_every_gpu_of_this_host_is_ready(gpus):
    for told in gpus.describe():
        assert told["state"] == "ready", told
        assert told["memory_bytes"] > 1 << 30
    for worker in gpus.workers:
        layers = worker.pool.layers
        assert layers["seccomp"]
        assert layers["landlock"]


def test_a_right_answer_is_accepted_and_timed(submit):
    report = submit(RIGHT)
    assert (report["verdict"], report["device"]) == ("accepted", "cuda"), report["sentence"]
    assert all(0 < case["seconds"] < 5 for case in report["cases"])


def test_a_wrong_one_is_named(submit):
    report = submit("def double(x):\n    return 2 * x.clamp(max=10)\n")
    assert report["verdict"] == "wrong_answer"
    assert report["diagnosis"]["submission"] == "clamped"


def test_products_are_in_full_precision(submit, gpus):
    """With TF32 the error of float32 would be a thousand times the band."""
    report = submit("def product(a, b):\n    return a @ b\n", "product")
    assert report["verdict"] == "accepted", report["sentence"]
    tried = (
        "import torch\n\ndef product(a, b):\n    torch.backends.cuda.matmul.fp32_precision = 'tf32'\n    return a @ b\n"
    )
    report = submit(tried, "product")
    if all(float(told["capability"]) >= 8 for told in gpus.describe()):  # older ones know no TF32
        assert report["verdict"] == "wrong_answer"


def test_the_band_leaves_room_for_an_honest_product(submit):
    report = submit("def product(a, b):\n    return a @ b\n", "product")
    checks = [check for case in report["cases"] for check in case["checks"] if check["tolerance"]]
    for check in checks:
        assert check["max_abs"] <= check["tolerance"]["atol"] / 2, (check["name"], check["max_abs"], BANDS["cuda"])


def test_a_result_on_the_cpu_fails_in_words(submit):
    report = submit("def double(x):\n    return (x + x).cpu()\n")
    assert report["verdict"] == "wrong_answer"
    assert "Yours is on the CPU" in report["sentence"]


def test_a_mixture_of_devices_is_the_learner_s_error(submit):
    report = submit("import torch\ndef double(x):\n    return x + torch.ones(2) * x\n")
    assert report["verdict"] == "runtime_error"


@pytest.mark.parametrize(
    ("code", "verdict", "words"),
    [
        ("return x[torch.tensor([10**6], device=x.device)]", "runtime_error", "Line 4: an index or a class number"),
        ("torch.empty(1 << 34, device='cuda')", "memory_limit", "MiB of the GPU"),
        ("held = [torch.zeros(1 << 24, device='cuda') for _ in range(64)]", "memory_limit", "MiB of the GPU"),
        ("return x.to('cuda:1')", "runtime_error", "cuda:0"),
        ("while True: x = x + 1", "time_limit", "20 s"),
        ("held = []\n    while True: held.append(torch.ones(1 << 22))", "memory_limit", "MiB"),
        ("held = []\n    while True: held.append(torch.ones(1 << 22).pin_memory())", "memory_limit", ""),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_one_is_judged(submit, code, verdict, words):
    report = submit(f"import torch\n\ndef double(x):\n    {code}\n    return x + x\n")
    assert report["verdict"] == verdict, report["sentence"]
    assert words in report["sentence"]
    assert submit(RIGHT)["verdict"] == "accepted"
    assert submit("def double(x):\n    return x\n")["verdict"] == "wrong_answer"


def test_everything_that_torch_does_on_a_gpu_works_once_confined(runner):
    """Each line loads something that was not loaded before: libraries, kernels, handles."""
    answer = runner.load(
        """
        import torch
        import torch.nn.functional as F

        x = torch.randn(32, 32, device="cuda", requires_grad=True)
        (x @ x).sum().backward()
        torch.linalg.svd(x.detach()), torch.linalg.inv(x.detach()), torch.linalg.cholesky(torch.eye(4, device="cuda"))
        torch.fft.fft(x), torch.einsum("ij,jk->ik", x, x), x.sort(), x.cumsum(0), torch.multinomial(x.softmax(-1), 2)
        F.conv2d(torch.ones(1, 1, 8, 8, device="cuda"), torch.ones(1, 1, 3, 3, device="cuda"))
        torch.nn.LSTM(4, 4).cuda()(torch.ones(2, 2, 4, device="cuda"))
        F.scaled_dot_product_attention(*[torch.randn(1, 2, 16, 8, device="cuda", dtype=torch.float16)] * 3)
        F.layer_norm(x, (32,)), F.embedding(torch.tensor([1], device="cuda"), x)
        torch.special.zeta(x.abs() + 2, x.abs() + 1)
        torch.sparse.mm(torch.eye(4, device="cuda").to_sparse(), torch.ones(4, 4, device="cuda"))
        torch.ones(1 << 20).pin_memory().to("cuda", non_blocking=True)
        stream = torch.cuda.Stream()
        with torch.cuda.stream(stream):
            x.exp()
        graph = torch.cuda.CUDAGraph()
        static = torch.zeros(4, device="cuda")
        with torch.cuda.graph(graph):
            static += 1
        graph.replay()
        torch.optim.Adam([x], fused=True).step()
        torch.cuda.empty_cache()
        torch.cuda.synchronize()
        """
    )
    assert answer == {"loaded": True}, (answer, runner.printed())


def test_the_sandbox_holds_with_a_context(runner):
    answer = runner.load(
        """
        import os, socket, subprocess
        import torch
        torch.ones(1, device="cuda")
        def refused(act):
            try:
                act()
            except OSError:
                return True
            return False
        assert refused(socket.socket)
        assert refused(os.fork)
        assert refused(lambda: subprocess.run(["true"]))
        assert refused(lambda: open("/tmp/x", "w"))
        assert refused(lambda: os.open(os.__file__, os.O_RDWR))
        assert refused(lambda: os.listdir("/home"))
        assert refused(lambda: os.kill(os.getppid(), 0))
        tasks = os.listdir("/proc/self/task")
        for task in tasks:  # the driver's threads are bound like this one
            status = open(f"/proc/self/task/{task}/status").read()
            assert "Seccomp:\\t2" in status, status
            assert "NoNewPrivs:\\t1" in status, status
            assert "CapEff:\\t0000000000000000" in status, status
        """
    )
    assert answer == {"loaded": True}, (answer, runner.printed())


def test_the_zygote_has_not_spoken_to_cuda(gpus):
    """If it had, none of its children could use the GPU; and it holds none of its memory."""
    for worker in gpus.workers:
        maps = Path(f"/proc/{worker.pool.zygote.process.pid}/maps").read_text()
        assert "/dev/nvidia" not in maps


def test_a_runner_that_is_killed_gives_the_gpu_back(gpus):
    worker = gpus.workers[0]
    eventually(lambda: worker.pool.spares.qsize() == worker.pool.size)
    for _ in range(5):
        with gpus.runner() as runner:
            Talk(runner).load("import torch\nheld = torch.ones(1 << 24, device='cuda')")
        assert runner.gone.wait(10)
    eventually(lambda: worker.pool.spares.qsize() == worker.pool.size)
    assert worker.ready


@pytest.mark.slow
def test_the_problems_that_ship_accept_on_the_gpu_what_they_accept_on_the_cpu(gpus, pool):
    """Not all code knows of devices: what fails here is listed, problem by problem."""
    judge = Judge(Problems(Catalog(ROOT / "problems")), pool, gpus)
    failed = []
    for slug, problem in judge.problems.catalog.items():
        for path in sorted((problem.folder / "submissions" / "accepted").glob("*.py")):
            report = judge.judge(Job("gpu", slug, path.read_text(), device="cuda", salt=0), ignore)
            if report["verdict"] != "accepted":
                failed.append(f"{slug}/{path.stem}: {report['verdict']}: {report['sentence']}")
    assert not failed, "\n".join(failed)
