"""Which GPUs there are, read off trees of files as hosts and containers have them."""

from pathlib import Path

import pytest

from app.judge.devices import Gpu, absent, chosen, find, library_folder
from app.settings import Settings, SettingsError

INFORMATION = """\
Model: \t\t NVIDIA {model}
IRQ:   \t\t 120
GPU UUID: \t {uuid}
Video BIOS: \t 94.02.71.40.6f
Bus Type: \t PCIe
DMA Size: \t 47 bits
Bus Location: \t {bus}
Device Minor: \t {minor}
GPU Excluded:\t No
"""
FIRST = "GPU-11111111-2222-3333-4444-555555555555"
SECOND = "GPU-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


def device(root: Path, *names: str) -> None:
    (root / "dev").mkdir(exist_ok=True)
    for name in names:
        (root / "dev" / name).touch()


def card(root: Path, bus: str, minor: int | str, uuid: str, model: str = "A100") -> None:
    folder = root / "proc/driver/nvidia/gpus" / bus
    folder.mkdir(parents=True)
    (folder / "information").write_text(INFORMATION.format(model=model, uuid=uuid, bus=bus, minor=minor))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A host with a driver and two cards, of which the second on the bus is number 0."""
    device(tmp_path, "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia0", "nvidia1", "nvidia-modeset", "null")
    card(tmp_path, "0000:3b:00.0", 1, FIRST)
    card(tmp_path, "0000:af:00.0", 0, SECOND, "H100")
    return tmp_path


def test_cards_come_in_the_order_of_the_bus_with_what_the_driver_says_of_them(root):
    assert find(root) == [Gpu(1, "NVIDIA A100", FIRST, 0), Gpu(0, "NVIDIA H100", SECOND, 1)]
    first = find(root)[0]
    assert first.visible == FIRST
    assert first.files == ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools", "/dev/nvidia1")


def test_a_card_that_this_container_was_not_given_is_none(root):
    (root / "dev/nvidia1").unlink()
    assert [gpu.name for gpu in find(root)] == ["NVIDIA H100"]


def test_where_proc_tells_nothing_the_device_files_do(tmp_path):
    device(tmp_path, "nvidiactl", "nvidia-uvm", "nvidia3", "nvidia10", "nvidia-modeset", "nvidia-caps")
    assert find(tmp_path) == [Gpu(3, "NVIDIA GPU", None, 0), Gpu(10, "NVIDIA GPU", None, 1)]
    assert [gpu.visible for gpu in find(tmp_path)] == ["0", "1"], "CUDA counts those that it can open"


def test_a_card_that_was_never_used_has_no_uuid_yet(root):
    folder = root / "proc/driver/nvidia/gpus/0000:3b:00.0/information"
    folder.write_text(folder.read_text().replace(FIRST, "GPU-????????-????-????-????-????????????"))
    assert [gpu.visible for gpu in find(root)] == ["0", SECOND]


@pytest.mark.parametrize("text", ["", "nonsense", "Model: X\nDevice Minor: many\n", "\0\xff"])
def test_a_card_that_says_nothing_sensible_is_passed_over(root, text):
    (root / "proc/driver/nvidia/gpus/0000:3b:00.0/information").write_text(text)
    assert [gpu.minor for gpu in find(root)] == [0]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ((), "no NVIDIA driver is loaded"),
        (("dxg",), "WSL"),
        (("nvidiactl", "nvidia0"), "nvidia-modprobe"),
        (("nvidiactl", "nvidia-uvm"), "no /dev/nvidia0"),
    ],
)
def test_none_is_found_without_all_that_a_context_needs_and_the_reason_is_told(tmp_path, files, why):
    device(tmp_path, *files)
    assert find(tmp_path) == []
    assert why in absent(tmp_path)


@pytest.mark.parametrize(
    ("wanted", "minors"),
    [
        (["cpu"], []),
        (["auto"], [1, 0]),
        (["cuda"], [1, 0]),
        (["cpu", "cuda:1"], [1]),
        (["cuda:0", "cuda:1"], [1, 0]),
        (["cuda:7"], []),
        ([], []),
    ],
)
def test_the_setting_picks_among_them(root, wanted, minors):
    assert [gpu.minor for gpu in chosen(wanted, find(root))] == minors


def test_the_driver_s_library_is_named_only_where_the_loader_would_not_look(tmp_path):
    assert library_folder(tmp_path) is None
    (tmp_path / "usr/local/nvidia/lib64").mkdir(parents=True)
    (tmp_path / "usr/local/nvidia/lib64/libcuda.so.1").touch()
    assert library_folder(tmp_path) == "/usr/local/nvidia/lib64"
    (tmp_path / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    (tmp_path / "usr/lib/x86_64-linux-gnu/libcuda.so.1").touch()
    assert library_folder(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [("auto", "auto"), ("CPU", "cpu"), ("cuda:0, cuda:1", "cuda:0,cuda:1"), (" cpu ,cuda", "cpu,cuda"), (",", "cpu")],
)
def test_settings_take_names_of_devices(monkeypatch, text, kept):
    monkeypatch.setenv("TORCHYARD_DEVICES", text)
    assert Settings.load().devices == kept


@pytest.mark.parametrize("text", ["gpu", "cuda:x", "cuda:", "0", "cpu,tpu"])
def test_and_refuse_what_is_none(monkeypatch, text):
    monkeypatch.setenv("TORCHYARD_DEVICES", text)
    with pytest.raises(SettingsError, match="TORCHYARD_DEVICES is"):
        Settings.load()
