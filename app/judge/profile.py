"""What a runner on a GPU may do beyond one on the CPU: every grant in one table, each with its reason.

The profile of the CPU is empty, and stays so. None of this has met a GPU yet (docs/gpu.md): it is put together from
what NVIDIA publishes of its kernel module (https://github.com/NVIDIA/open-gpu-kernel-modules), from the calls that
gVisor passes on, which are enough for PyTorch (pkg/sentry/devices/nvproxy), and from what others found out who put CUDA
under Landlock (https://github.com/nolabs-ai/nono/pull/673, https://github.com/NVIDIA/OpenShell/pull/710).

The driver's library starts threads while it makes a context, and Landlock binds only the thread that asks for it and
those it starts later. So Landlock, the uid and the loss of capabilities come *before* the context, and must let it be
made; seccomp, which can be put on all threads at once, and the limits come after it, and allow only what is left to do.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Self

from app.judge.devices import Gpu

# ---- files: from before the context on -------------------------------------------------------------------------------

READABLE = {
    "what the kernel module says of itself": ("/proc/driver/nvidia", "/proc/driver/nvidia-uvm"),
    "which device numbers and modules there are": ("/proc/devices", "/proc/modules", "/sys/module/nvidia"),
    "the same for the part that manages memory": ("/sys/module/nvidia_uvm",),
    "where memory may be mapped, and how much there is": ("/proc/sys/vm", "/proc/meminfo"),
    "which memory and which cores are near": ("/sys/devices/system/node", "/sys/devices/system/memory"),
    "where on the bus the GPU sits": ("/sys/bus/pci", "/sys/devices/pci*"),
}
# Besides: the process's own folder in /proc, and names of its own threads are written there (task/N/comm). The driver
# treats a refusal of either as fatal.

# ---- system calls: from after the context on -------------------------------------------------------------------------

# Opening to read and write: the library opens a device file anew for each piece of memory that it maps. Seccomp cannot
# see names; Landlock lets nothing but the device files be opened so, and a file could not grow anyway (RLIMIT_FSIZE).
FORBIDDEN_OPEN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_TMPFILE", 0o20000000) & ~os.O_DIRECTORY

# Shared anonymous memory: the library's staging buffers for copies. RLIMIT_DATA does not count it; the control group
# does, and where there is none a watcher in the judge (watch.py).
SHARED_ANONYMOUS = 0x21  # MAP_SHARED | MAP_ANONYMOUS

# Calls to the device files /dev/nvidiactl and /dev/nvidiaN: _IOWR('F', number, a size that differs between versions).
RM_CALLS: dict[str, tuple[int, ...]] = {
    "which cards there are, which version": (200, 210),
    "bind a file to another, to a card; is it open yet": (201, 212, 218),
    "events on which a thread sleeps": (206, 207),
    "size of memory blocks": (214,),
    "make, copy, share, free an object of the driver's; ask one for something": (0x27, 0x29, 0x2A, 0x2B, 0x34, 0x35),
    "memory: take, map, unmap, tell the driver where": (0x4A, 0x4E, 0x4F, 0x5E),
}
# Calls to /dev/nvidia-uvm: plain numbers. Left out: its tools, which read other processes' memory, and its tests.
UVM_CALLS: dict[str, tuple[int, ...]] = {
    "begin, end": (0x30000001, 0x30000002, 75),
    "address ranges": (23, 24, 31, 72, 73),
    "cards, their address spaces and channels": (25, 26, 27, 28, 37, 38),
    "map, unmap, free": (33, 34, 65, 66, 68),
    "other cards' memory": (29, 30),
    "where managed memory lies": (39, 42, 43, 45, 47, 51, 53),
}
RM_TYPE = ord("F") << 8
RM_MASK = 0xFFFF  # type and number; direction and size are left free

# ---- limits ----------------------------------------------------------------------------------------------------------

DESCRIPTORS = 1024  # a context holds dozens; on the CPU there are 256

# ---- environment -----------------------------------------------------------------------------------------------------

ENVIRONMENT = {
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
    "CUDA_CACHE_DISABLE": "1",  # there is nowhere to write compiled kernels to
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",  # the same sums in the same order each time
    "CUDA_LAUNCH_BLOCKING": "1",  # an error names the line that made it, not one that came later
}


@dataclass(frozen=True)
class Profile:
    """What one zygote's runners need beyond the tables of the CPU; `Profile()` is the CPU's own."""

    device: str = "cpu"  # as torch calls it; "cuda": a context is made before the submission
    devices: tuple[str, ...] = ()  # device files that may be opened to read and write
    readable: tuple[str, ...] = ()  # paths, and patterns of paths, beside the libraries
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def gpu(self) -> bool:
        """Whether the tables above count."""
        return bool(self.devices)

    def arguments(self) -> list[str]:
        """For the command line of a zygote."""
        return [json.dumps(asdict(self))] if self.gpu else []

    @classmethod
    def parse(cls, arguments: list[str]) -> Self:
        if not arguments:
            return cls()
        given = json.loads(arguments[0])
        return cls(given["device"], tuple(given["devices"]), tuple(given["readable"]), given["environment"])


def profile_of(gpu: Gpu, library: str | None = None) -> Profile:
    """The profile of runners on `gpu`; `library` is the driver's folder, if the loader would not find it."""
    environment = ENVIRONMENT | {"CUDA_VISIBLE_DEVICES": gpu.visible}
    readable = [path for paths in READABLE.values() for path in paths]
    if library:
        environment["LD_LIBRARY_PATH"] = library
        readable.append(library)
    return Profile("cuda", gpu.files, tuple(readable), environment)
