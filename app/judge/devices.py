"""Which NVIDIA GPUs this host has, and which of them judge: found out from files, without a word to CUDA.

A process that has spoken to CUDA cannot fork children that use it, and the zygote must fork. So nothing here loads the
driver's library: the kernel module tells what there is in /proc/driver/nvidia, and a device file says that it may be
used. That a GPU really works is known once a runner has made its context (see gpus.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CONTROL = ("dev/nvidiactl", "dev/nvidia-uvm")
TOOLS = "dev/nvidia-uvm-tools"  # drivers from 570 on open it while they start, and give up where they cannot
FIELD = re.compile(r"^([^:\n]+):\s*(.*?)\s*$", re.MULTILINE)
# Where the driver's library lies when it does not lie among the others.
LIBRARY = "libcuda.so.1"
USUAL = ("usr/lib", "usr/lib64", "lib", "lib64", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu")
ELSEWHERE = ("usr/local/nvidia/lib64", "usr/local/nvidia/lib", "usr/lib64/nvidia", "run/opengl-driver/lib")


@dataclass(frozen=True)
class Gpu:
    """One GPU as the kernel module knows it."""

    minor: int  # N of /dev/nvidiaN, and of the name `cuda:N` in settings
    name: str  # "NVIDIA A100-SXM4-40GB"
    uuid: str | None  # "GPU-…"; None where the module does not tell
    index: int  # its place among those found

    @property
    def visible(self) -> str:
        """The value of CUDA_VISIBLE_DEVICES that shows this one and no other."""
        return self.uuid or str(self.index)

    @property
    def files(self) -> tuple[str, ...]:
        """The device files that a context on it opens."""
        return (*(f"/{name}" for name in (*CONTROL, TOOLS)), f"/dev/nvidia{self.minor}")


def find(root: Path = Path("/")) -> list[Gpu]:
    """The GPUs whose device file is there, in the order of the bus (or of their numbers, where /proc says nothing)."""
    if not all((root / name).exists() for name in CONTROL):
        return []
    told = list(_told(root / "proc/driver/nvidia/gpus"))
    found = [(minor, name, uuid) for minor, name, uuid in told if (root / f"dev/nvidia{minor}").exists()]
    if not told:  # some container runtimes hide that folder
        numbers = sorted(int(p.name[6:]) for p in (root / "dev").glob("nvidia[0-9]*") if p.name[6:].isdigit())
        found = [(minor, "NVIDIA GPU", None) for minor in numbers]
    return [Gpu(minor, name, uuid, index) for index, (minor, name, uuid) in enumerate(found)]


def _told(folder: Path) -> Iterator[tuple[int, str, str | None]]:
    """(minor, model, UUID) of each GPU that the kernel module lists, in the order of the bus."""
    for path in sorted(folder.glob("*/information")):
        try:
            fields = dict(FIELD.findall(path.read_text(errors="replace")))
            minor = int(fields["Device Minor"])
        except (OSError, KeyError, ValueError):
            continue
        uuid = fields.get("GPU UUID", "")
        # Before its first use the module knows the model but not the UUID, and writes question marks.
        yield minor, fields.get("Model", "NVIDIA GPU"), uuid if re.fullmatch(r"GPU-[0-9a-f-]+", uuid) else None


def absent(root: Path = Path("/")) -> str:
    """Why `find` found none, in a sentence for whoever runs the server."""
    if (root / "dev/dxg").exists():
        return "This is WSL: its GPU has no device file of NVIDIA's, and is not supported."
    if not (root / "dev/nvidiactl").exists():
        return "There is no /dev/nvidiactl: no NVIDIA driver is loaded, or this container was given no GPU."
    if not (root / "dev/nvidia-uvm").exists():
        return "There is no /dev/nvidia-uvm: load that part of the driver (nvidia-modprobe -u -c 0)."
    return "The driver is loaded, and there is no /dev/nvidia0 or any other."


def chosen(wanted: Sequence[str], found: Sequence[Gpu]) -> list[Gpu]:
    """The GPUs that `TORCHYARD_DEVICES` names: `cuda` and `auto` mean all, `cuda:1` the one of /dev/nvidia1."""
    if {"auto", "cuda"} & set(wanted):
        return list(found)
    return [gpu for gpu in found if f"cuda:{gpu.minor}" in wanted]


def library_folder(root: Path = Path("/")) -> str | None:
    """The folder of the driver's library, where the loader would not look for it; else None."""
    if any((root / folder / LIBRARY).exists() for folder in USUAL):
        return None
    return next((f"/{folder}" for folder in ELSEWHERE if (root / folder / LIBRARY).exists()), None)
