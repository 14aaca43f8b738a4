"""Judging on a GPU, as far as it can be tried without one: the judge is real, and so is the pool's bookkeeping.

The runner is played: a thread that answers as one on a GPU would, with CUDA's own words where something fails. What it
sends is data to the judge in any case.
"""

import os
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from app.judge import cuda, gpus, wire
from app.judge.attempt import Job
from app.judge.call import Arguments, backward
from app.judge.compare import BAND, BANDS, Expected, compare
from app.judge.devices import Gpu
from app.judge.gpus import Gpus, Lost, Worker
from app.judge.judge import Judge
from app.judge.prepared import on_device
from app.judge.profile import Profile
from app.judge.runner import describe
from app.judge.zygotes import NoRunner, Runner
from app.settings import ROOT
from tests.judge.bank import SECRET, ignore
from tests.judge.test_faults import TAIL, out_of_memory

Answer = Callable[[dict[str, Any], bytearray], tuple[dict[str, Any], list[Any]]]


class Side:
    """A zygote's place, for a runner that has none."""

    def __init__(self) -> None:
        self.granted, self.dead, self.seal = Profile("cuda", ("/dev/nvidia0",)), False, None
        self.told: list[dict[str, Any]] = []

    def tell(self, message: dict[str, Any]) -> None:
        self.told.append(message)


def on_gpu(
    header: dict[str, Any],
    body: bytearray,
    solve: Callable[[Any], Any] = lambda x: x + x,
    on_cpu: Callable[[Any], Any] | None = None,
):
    """An honest answer to a case: computed here, and said to come from the GPU; or another one `on_cpu`."""
    arguments = Arguments(header, body, "cpu")
    packer = wire.Packer()
    output = solve(*arguments.args)
    answer = {
        "seconds": 3600.0, "output": packer.pack(output),
        "gradients": [packer.pack(g) for g in backward(output, arguments.cotangents(), arguments.leaves)],
        "inputs": packer.pack([arguments.args, arguments.kwargs]), "noncontiguous": packer.pack(output),
    }  # fmt: skip
    again = [{"output": packer.pack((on_cpu or solve)(*arguments.args))} for _ in header["variants"]]
    return {**moved(answer), "variants": again}, packer.chunks


def moved(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: "cuda" if key == "device" else moved(value) for key, value in tree.items()}
    return [moved(value) for value in tree] if isinstance(tree, list) else tree


def failing(message: str, **more: Any) -> Answer:
    error = {"type": "AcceleratorError", "message": message, "line": 3, "traceback": "line 3: x[9]", "memory": False}
    return lambda header, body: ({"error": {**error, "backward": False, "raised": False, **more}}, [])


class Cast:
    """A pool whose runners are played, one answer for each case; the last one is repeated."""

    def __init__(self, *answers: Answer, load: dict[str, Any] | None = None) -> None:
        self.made, self.trouble, self.gpu = True, "", {"name": "NVIDIA Pretence", "memory_bytes": 24 << 30}
        self.answers, self.load = list(answers), load or {"loaded": True}
        self.layers = {"missing": []}
        self.taken = self.renewed = 0
        self.devices: list[str] = []

    def take(self) -> Runner:
        self.taken += 1
        ours, theirs = socket.socketpair()
        output, write = os.pipe()
        os.set_blocking(output, False)
        os.close(write)
        threading.Thread(target=self._play, args=(theirs,), daemon=True).start()
        return Runner(self.taken, ours.detach(), output, Side())

    def _play(self, theirs: socket.socket) -> None:
        with theirs:
            try:
                while True:
                    header, body = wire.receive(theirs.fileno())
                    wire.send(theirs.fileno(), *self._answer(header, body))
            except wire.Hangup:
                return

    def _answer(self, header: dict[str, Any], body: bytearray) -> tuple[dict[str, Any], list[Any]]:
        if header["op"] == "job":
            self.devices.append(header["device"])
            return self.load, []
        if header["op"] == "meter":
            return {"cost": None}, []
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(header, body)

    def renew(self) -> None:
        self.renewed += 1

    def stop(self) -> None: ...


def worker(pool: Any, minor: int = 0) -> Worker:
    return Worker(Gpu(minor, f"card {minor}", None, minor), None, pool)


@pytest.fixture
def stage(judge: Judge) -> Callable[..., tuple[dict[str, Any], Cast]]:
    """Judge a submission in runners that answer so; the report, and the pool that was asked."""

    def play(*answers: Answer, device: str = "cuda", **more: Any) -> tuple[dict[str, Any], Cast]:
        pool = Cast(*answers, **more)
        staged = Judge(judge.problems, judge.pool, Gpus([worker(pool)]))
        return staged.judge(Job("gpu", "double", "def double(x):\n    return x + x\n", "submit", device), ignore), pool

    return play


# ---- a verdict -----------------------------------------------------------------------------------------------------


def test_an_answer_from_the_gpu_is_accepted(stage):
    report, pool = stage(on_gpu)
    assert (report["verdict"], report["device"]) == ("accepted", "cuda"), report["sentence"]
    assert pool.devices == ["cuda"]
    assert report["cases"][0]["checks"][0]["tolerance"]["rtol"] == 2 * BAND[torch.float32]


def test_the_public_cases_are_called_on_the_cpu_as_well(stage):
    report, _ = stage(on_gpu)
    named = {case["name"]: [check["name"] for check in case["checks"]] for case in report["cases"]}
    assert ["on the CPU" in checks for checks in named.values()] == [case["public"] for case in report["cases"]]
    report, _ = stage(on_gpu, device="cpu")
    assert not any(check["name"] == "on the CPU" for case in report["cases"] for check in case["checks"])


def test_another_answer_on_the_cpu_is_wrong(stage):
    report, _ = stage(lambda header, body: on_gpu(header, body, on_cpu=lambda x: x + x + 1))
    assert report["verdict"] == "wrong_answer"
    assert (
        "“by hand”, on the CPU: With its inputs on the CPU, and no longer on the GPU, the answer is an"
        in report["sentence"]
    )


def test_the_band_of_the_cpu_counts_there(stage):
    """Half as wide as that of a GPU."""
    report, _ = stage(lambda header, body: on_gpu(header, body, on_cpu=lambda x: (x + x) * (1 + 6e-5)))
    assert report["verdict"] == "wrong_answer"
    report, _ = stage(lambda header, body: on_gpu(header, body, lambda x: (x + x) * (1 + 6e-5), lambda x: x + x))
    assert report["verdict"] == "accepted", report["sentence"]


def test_code_that_stops_on_the_cpu_is_told_to_name_no_device(stage):
    def only_there(header, body):
        answer, chunks = on_gpu(header, body)
        error = {"type": "RuntimeError", "message": "Expected all tensors to be on the same device", "line": 2}
        return {**answer, "variants": [{"error": error} for _ in answer["variants"]]}, chunks

    report, _ = stage(only_there)
    assert report["verdict"] == "wrong_answer"
    assert "your code stops" in report["sentence"]
    assert "name no device yourself" in report["sentence"]


def test_auto_takes_the_gpu_where_there_is_one(stage):
    report, pool = stage(on_gpu, device="auto")
    assert (report["verdict"], report["device"], pool.taken) == ("accepted", "cuda", 1)


def test_the_cpu_stays_the_cpu(stage):
    report, pool = stage(on_gpu, device="cpu")
    assert (report["verdict"], report["device"], pool.taken) == ("accepted", "cpu", 0)
    assert report["cases"][0]["checks"][0]["tolerance"]["rtol"] == BAND[torch.float32]


@pytest.mark.parametrize(("device", "verdict"), [("cuda", "judge_error"), ("auto", "accepted"), ("cpu", "accepted")])
def test_without_a_gpu_that_works(judge, device, verdict):
    """`cuda` is refused in words, `auto` falls back to the CPU."""
    pool = Cast(on_gpu)
    pool.trouble = "RuntimeError: No CUDA GPUs are available"
    staged = Judge(judge.problems, judge.pool, Gpus([worker(pool)]))
    assert staged.devices == ("cpu",)
    report = staged.judge(Job("gpu", "double", "def double(x):\n    return x + x\n", "submit", device), ignore)
    assert (report["verdict"], report["device"]) == (verdict, "cpu")
    if verdict == "judge_error":
        assert "on the CPU only" in report["sentence"]


def test_a_wrong_answer_is_diagnosed_by_what_the_cpu_knows(stage, judge):
    """The known mistakes are computed on the CPU; those of the next learner on the CPU are not disturbed."""
    report, _ = stage(lambda header, body: on_gpu(header, body, lambda x: 2 * x.clamp(max=10)))
    assert report["verdict"] == "wrong_answer"
    assert report["diagnosis"]["submission"] == "clamped"
    after = judge.judge(Job("cpu", "double", "def double(x):\n    return 2 * x.clamp(max=10)\n"), ignore)
    assert after["diagnosis"]["submission"] == "clamped"


def test_a_tensor_on_the_cpu_is_not_an_answer_from_the_gpu(stage):
    def forgot(header, body):
        answer, chunks = on_gpu(header, body)
        return {**answer, "output": {**answer["output"], "device": "cpu"}}, chunks

    report, _ = stage(forgot)
    assert report["verdict"] == "wrong_answer"
    assert "Yours is on the CPU, the inputs are on the GPU" in report["sentence"]


def test_nor_the_other_way_round():
    check = compare("forward", Expected(torch.ones(2).double(), torch.float32, 1.0), array("cuda"), None)
    assert check.status == "failed"
    assert "on the GPU, the inputs are on the CPU" in check.message


def test_time_is_the_gpu_s_own_but_never_more_than_the_judge_waited(stage):
    report, _ = stage(on_gpu)  # it says that a case took an hour
    assert all(0 < case["seconds"] < 60 for case in report["cases"])


# ---- what goes wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "verdict", "words"),
    [
        ("CUDA error: device-side assert triggered" + TAIL, "runtime_error", "Line 3: an index or a class number"),
        ("CUDA error: an illegal memory access was encountered" + TAIL, "runtime_error", "outside a tensor's memory"),
        (
            out_of_memory("9.00 GiB", "20.00 GiB", "320.00 MiB allowed; "),
            "memory_limit",
            "more than 256 MiB of the GPU",
        ),
        (out_of_memory("20.00 MiB", "3.00 MiB", "320.00 MiB allowed; "), "judge_error", "not your fault"),
    ],
)
def test_a_fault_ends_the_attempt_with_a_sentence(stage, message, verdict, words):
    """After it the context is good for nothing: the cases that follow are not asked."""
    report, pool = stage(on_gpu, failing(message))
    assert report["verdict"] == verdict
    assert words in report["sentence"]
    assert [case["status"] for case in report["cases"]] == ["passed", "error", "skipped"]
    assert report["cases"][1]["sentence"] == report["sentence"]
    assert report["error"]["line"] == 3
    assert (pool.taken, pool.renewed) == (1, 0)


def test_while_the_file_is_loaded_too(stage):
    error = {"type": "AcceleratorError", "message": "CUDA error: device-side assert triggered", "line": 1}
    report, _ = stage(on_gpu, load={"error": {**error, "traceback": "", "memory": False, "raised": False}})
    assert report["verdict"] == "runtime_error"
    assert report["sentence"].startswith("Line 1: an index or a class number")


def test_what_the_kernel_said_is_shown_for_public_cases_alone(stage):
    said = f"Indexing.cu:1237: block: [0,0,0] Assertion `srcIndex < srcSelectDimSize` failed. {SECRET}"
    fail = failing("CUDA error: device-side assert triggered", kernel=said)
    report, _ = stage(fail)
    assert "srcSelectDimSize" in report["error"]["message"]
    report, _ = stage(on_gpu, on_gpu, fail)
    assert report["verdict"] == "runtime_error"
    assert str(SECRET) not in str(report)
    assert "srcSelectDimSize" not in str(report)


def test_a_device_that_is_lost_is_tried_again_with_new_runners(stage):
    report, pool = stage(on_gpu, failing("CUDA error: unspecified launch failure" + TAIL), on_gpu)
    assert report["verdict"] == "accepted"
    assert (pool.taken, pool.renewed) == (2, 1)


def test_and_is_the_judge_s_fault_when_it_stays_lost(stage):
    report, pool = stage(failing("CUDA error: uncorrectable ECC error encountered" + TAIL))
    assert report["verdict"] == "judge_error"
    assert "uncorrectable ECC error" in report["sentence"]
    assert (pool.taken, pool.renewed) == (3, 3)


def test_words_that_the_submission_raised_itself_are_its_own(stage):
    report, pool = stage(failing("CUDA error: uncorrectable ECC error encountered", raised=True))
    assert report["verdict"] == "runtime_error"
    assert pool.renewed == 0


def test_a_runner_on_the_cpu_has_no_gpu_to_use(judge):
    code = "import torch\ndef double(x):\n    assert not torch.cuda.is_available()\n    return x.to('cuda')\n"
    report = judge.judge(Job("cpu", "double", code), ignore)
    assert report["verdict"] == "runtime_error"
    assert report["error"]["line"] == 4


# ---- several -------------------------------------------------------------------------------------------------------


def test_each_gpu_takes_one_attempt_at_a_time_and_they_take_turns():
    pools = [Cast(on_gpu), Cast(on_gpu)]
    both = Gpus([worker(pool, n) for n, pool in enumerate(pools)])
    assert both.ready == 2
    with both.runner(), both.runner():
        assert [pool.taken for pool in pools] == [1, 1]
        assert all(w.busy for w in both.workers)
    for _ in range(4):
        with both.runner():
            pass
    assert [pool.taken for pool in pools] == [3, 3]


def test_one_that_fails_is_passed_by_until_it_is_well_again():
    pools = [Cast(on_gpu), Cast(on_gpu)]
    both = Gpus([worker(pool, n) for n, pool in enumerate(pools)])
    pools[0].trouble = "CUDA error: uncorrectable ECC error encountered"
    for _ in range(3):
        with both.runner():
            pass
    assert [pool.taken for pool in pools] == [0, 3]
    assert [(told["device"], told["state"]) for told in both.describe()] == [("cuda:0", "failed"), ("cuda:1", "ready")]
    pools[0].trouble = ""
    with both.runner():
        assert pools[0].taken == 1


def test_who_finds_all_busy_waits_for_the_first_that_is_free():
    pool = Cast(on_gpu)
    one = Gpus([worker(pool)])
    got = threading.Event()

    def wait() -> None:
        with one.runner():
            got.set()

    with one.runner():
        thread = threading.Thread(target=wait)
        thread.start()
        assert not got.wait(0.2)
    assert got.wait(5)
    thread.join()


def test_where_none_works_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(gpus, "WAIT_SECONDS", 0.05)
    with pytest.raises(NoRunner), Gpus([]).runner():
        pass


def test_only_the_gpu_that_was_lost_is_renewed():
    pools = [Cast(on_gpu), Cast(on_gpu)]
    both = Gpus([worker(pool, n) for n, pool in enumerate(pools)])
    with pytest.raises(Lost), both.runner():
        raise Lost("gone")
    assert [pool.renewed for pool in pools] == [1, 0]
    assert not any(w.busy for w in both.workers)


def test_a_host_without_gpus_says_so(monkeypatch):
    monkeypatch.setattr("app.judge.devices.find", list)
    none = Gpus.start(("auto",), None)
    assert (none.workers, none.describe(), none.ready) == ([], [], 0)
    assert none.why


def test_a_gpu_that_is_not_switched_on_is_shown_as_off(monkeypatch):
    monkeypatch.setattr("app.judge.devices.find", lambda: [Gpu(0, "NVIDIA A100", None, 0)])
    off = Gpus.start(("cpu",), None)
    assert off.describe() == [
        {
            "device": "cuda:0", "state": "off", "name": "NVIDIA A100",
            "why": "TORCHYARD_DEVICES is 'cpu', which names none of them.",
        }
    ]  # fmt: skip


# ---- in the runner -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mib", "gib", "share"),
    [(512, 24, (512 + 64) / (24 * 1024)), (512, 1 / 16, 1.0), (40_000, 24, 1.0), (0, 1, 1 / 16)],
)
def test_the_problem_s_memory_is_a_share_of_the_gpu_s(mib, gib, share):
    assert cuda.fraction(mib << 20, int(gib * (1 << 30))) == pytest.approx(share)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(6.0).reshape(2, 3),
        torch.arange(6.0).reshape(2, 3).t(),
        torch.arange(24.0).reshape(4, 6)[::2, 1::2],
        torch.arange(3.0).expand(4, 3),
        torch.tensor(1.5),
        torch.empty(0, 3),
        torch.arange(4)[::2],
        torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last),
    ],
    ids=lambda t: str(t.stride()),
)
def test_a_tensor_is_laid_out_on_the_device_as_it_was(tensor):
    there = cuda.moved(tensor, "cpu")
    assert there.stride() == tensor.stride()
    assert there.shape == tensor.shape
    assert torch.equal(there, tensor)
    assert tensor.numel() == 0 or there.data_ptr() != tensor.data_ptr()
    assert cuda.moved(tensor, "meta").stride() == tensor.stride()


@pytest.fixture
def settings_of_torch() -> Iterator[None]:
    """As they were, afterwards."""
    cudnn, matmul = torch.backends.cudnn, torch.backends.cuda.matmul
    kept = [(owner, "fp32_precision", owner.fp32_precision) for owner in (matmul, cudnn.conv, cudnn.rnn)]
    kept += [(cudnn, name, getattr(cudnn, name)) for name in ("deterministic", "benchmark")]
    yield
    for owner, name, value in kept:
        setattr(owner, name, value)


def test_full_precision_is_restored(settings_of_torch):
    torch.backends.cuda.matmul.fp32_precision = "tf32"
    torch.backends.cudnn.conv.fp32_precision = "tf32"
    torch.backends.cudnn.benchmark = True
    cuda.restore()
    assert torch.backends.cuda.matmul.fp32_precision == "ieee"
    assert torch.backends.cudnn.conv.fp32_precision == "ieee"
    assert torch.backends.cudnn.deterministic
    assert not torch.backends.cudnn.benchmark


def test_a_kernel_s_complaints_neither_block_nor_count_as_output():
    """A thousand threads that fail say so, each in a line; the learner's own stderr goes where print goes."""
    script = """
    import os, sys
    from app.judge.cuda import Complaints
    complaints = Complaints(1)
    for thread in range(4096):
        try:
            os.write(2, b"Indexing.cu:1237: thread: [%d,0,0] Assertion `i < n` failed.\\n" % thread)
        except BlockingIOError:
            pass
    print("mine", file=sys.stderr)
    first, second = complaints.said(), complaints.said()
    os.write(2, b"again")
    print([first, second, complaints.said()])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout == "mine\n['Indexing.cu:1237: thread: [0,0,0] Assertion `i < n` failed.', '', 'again']\n"


def test_out_of_memory_on_the_gpu_is_known_as_such():
    error = torch.OutOfMemoryError(out_of_memory("9.00 GiB", "20.00 GiB"))
    assert describe(error)["memory"]


# ---- in the judge --------------------------------------------------------------------------------------------------


def array(device: str, offset: float = 0.0) -> wire.Array:
    return wire.Array(torch.ones(2) + offset, (1,), device, False)


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_each_device_has_its_band(device):
    expected = Expected(torch.ones(2).double(), torch.float32, 0.0, device=device)
    inside, outside = 0.9 * BANDS[device][torch.float32], 1.2 * BANDS[device][torch.float32]
    assert compare("forward", expected, array(device, inside), None).status == "passed"
    assert compare("forward", expected, array(device, outside), None).status == "failed"


def test_the_same_dtypes_have_a_band_everywhere_and_the_gpu_s_is_no_narrower():
    assert BANDS["cpu"] is BAND
    assert BANDS["cuda"].keys() == BAND.keys()
    assert all(BANDS["cuda"][dtype] >= BAND[dtype] for dtype in BAND)


def test_a_case_for_the_gpu_has_the_same_values(judge):
    """The reference is asked on the CPU, once; what was prepared for the CPU stays as it is."""
    prepared = judge.problems["double"].prepared(0)[0]
    there = on_device(prepared, "cuda")
    assert there.outputs.device == "cuda"
    assert there.outputs.value is prepared.outputs.value
    assert [g.device for g in there.grads] == ["cuda"]
    assert prepared.outputs.device == "cpu"
    assert there.header is prepared.header
