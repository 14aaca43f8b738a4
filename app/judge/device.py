"""Which devices this host has, found out without touching CUDA: a process that has touched it cannot fork runners."""

import ctypes
import sys


def available() -> tuple[str, ...]:
    """("cpu",) or ("cpu", "cuda"), by asking NVIDIA's management library how many devices there are."""
    import torch

    if sys.platform != "linux" or torch.version.cuda is None:
        return ("cpu",)
    try:
        nvml = ctypes.CDLL("libnvidia-ml.so.1")
        count = ctypes.c_uint()
        if nvml.nvmlInit_v2() == 0 and nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)) == 0 and count.value:
            return ("cpu", "cuda")
    except (OSError, AttributeError):
        pass
    return ("cpu",)
