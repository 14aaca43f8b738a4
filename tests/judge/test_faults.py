"""What CUDA says when it fails, as PyTorch passes it on, and whose fault that is."""

import pytest

from app.judge.faults import Kind, crowded, fault_of, verdict_on

TAIL = """
Search for `cudaErrorAssert' in https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html for more.
CUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.
For debugging consider passing CUDA_LAUNCH_BLOCKING=1
Compile with `TORCH_USE_CUDA_DSA` to enable device-side assertions.
"""


def out_of_memory(tried: str, free: str, allowed: str = "", mine: str = "100.00 MiB", kept: str = "4.00 MiB") -> str:
    """The sentence of PyTorch's allocator."""
    return (
        f"CUDA out of memory. Tried to allocate {tried}. GPU 0 has a total capacity of 23.69 GiB of which {free} is "
        f"free. Including non-PyTorch memory, this process has 612.00 MiB memory in use. {allowed}Of the allocated "
        f"memory {mine} is allocated by PyTorch, and {kept} is reserved by PyTorch but unallocated. If reserved but "
        "unallocated memory is large try setting PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True"
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("CUDA error: device-side assert triggered" + TAIL, Kind.CODE),
        ("CUDA error: an illegal memory access was encountered" + TAIL, Kind.CODE),
        ("CUDA error: misaligned address" + TAIL, Kind.CODE),
        ("CUDA error: the launch timed out and was terminated" + TAIL, Kind.CODE),
        ("CUDA error: invalid device ordinal" + TAIL, Kind.CODE),
        ("CUDA error: uncorrectable ECC error encountered" + TAIL, Kind.LOST),
        ("CUDA error: unspecified launch failure" + TAIL, Kind.LOST),
        ("CUDA error: CUDA-capable device(s) is/are busy or unavailable" + TAIL, Kind.LOST),
        ("CUDA error: no CUDA-capable device is detected" + TAIL, Kind.LOST),
        ("CUDA error: unknown error" + TAIL, Kind.LOST),
        ("CUDA error: OS call failed or operation not supported on this OS" + TAIL, Kind.LOST),
        ("CUDA error: out of memory" + TAIL, Kind.MEMORY),
        ("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", Kind.MEMORY),
        ("cuDNN error: CUDNN_STATUS_ALLOC_FAILED", Kind.MEMORY),
        (out_of_memory("2.00 GiB", "20.10 GiB", "576.00 MiB allowed; "), Kind.MEMORY),
        (out_of_memory("20.00 MiB", "3.19 MiB", "576.00 MiB allowed; "), Kind.FULL),
    ],
)
def test_errors_of_cuda_are_told_apart(message, kind):
    fault = fault_of(message)
    assert fault is not None
    assert fault.kind is kind
    assert fault.words in message


@pytest.mark.parametrize(
    "message",
    [
        "",
        "index 5 is out of bounds for dimension 0 with size 3",
        "unspecified launch failure",  # somebody's own words: torch says "CUDA error: " before them
        "device-side assert triggered",
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!",
        "CUDA error: invalid configuration argument" + TAIL,  # the context survives this one
        "CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasSgemm(…)`",
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory",
    ],
)
def test_all_others_are_ordinary_errors(message):
    assert fault_of(message) is None


@pytest.mark.parametrize(
    ("tried", "free", "allowed", "mine", "full"),
    [
        ("20.00 MiB", "3.19 MiB", "576.00 MiB", "100.00 MiB", True),  # within the limit, and the GPU has no room
        ("20.00 MiB", "3.19 MiB", "576.00 MiB", "560.00 MiB", False),  # beyond the limit anyhow
        ("20.00 MiB", "3.19 GiB", "576.00 MiB", "560.00 MiB", False),
        ("2.00 GiB", "1024.00 MiB", "1.06 GiB", "512.00 KiB", False),
        ("1.50 GiB", "512 bytes", "2.06 GiB", "0 bytes", True),
    ],
)
def test_a_gpu_that_others_fill_is_not_the_learner_s_fault(tried, free, allowed, mine, full):
    assert crowded(out_of_memory(tried, free, f"{allowed} allowed; ", mine, "0 bytes")) is full


def test_without_numbers_it_is_the_learner_s():
    assert not crowded("CUDA out of memory")


@pytest.mark.parametrize(
    ("message", "verdict", "sentence"),
    [
        ("CUDA error: device-side assert triggered", "runtime_error", "Line 3: an index or a class number is out of"),
        ("CUDA out of memory. Tried …", "memory_limit", "Line 3: your code asked for more than 256 MiB of the GPU"),
        (out_of_memory("20.00 MiB", "3.19 MiB"), "judge_error", "Other programs hold the GPU's memory"),
        ("CUDA error: uncorrectable ECC error encountered", "judge_error", "The GPU failed (uncorrectable ECC error)"),
    ],
)
def test_each_has_a_verdict_and_a_sentence(message, verdict, sentence):
    fault = fault_of(message)
    assert fault is not None
    told = verdict_on(fault, "Line 3", 256)
    assert told[0] == verdict
    assert told[1].startswith(sentence)
    assert told[1].endswith(".")
