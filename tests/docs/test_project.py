"""The project's own files: lock files, images, and nothing that belongs to somebody's machine."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def pins(name: str) -> dict[str, str]:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r"))]
    found = [re.fullmatch(r"([a-z0-9-]+)==([\w.]+)( ; .+)?", line) for line in lines]
    assert all(found), (
        f"{name} must hold nothing but exact pins: {[x for x, y in zip(lines, found, strict=True) if not y]}"
    )
    return {match[1]: match[2] for match in found if match}


ALL, WEB, JUDGE, DEV = (pins(f"requirements{part}.lock") for part in ("", "-web", "-judge", "-dev"))


def test_locks_pin_what_is_asked_for() -> None:
    both = PROJECT["dependencies"]
    wanted = [(WEB, both + EXTRAS["web"]), (JUDGE, both + EXTRAS["judge"]), (ALL | DEV, EXTRAS["dev"])]
    for lock, requirements in wanted:
        for requirement in map(Requirement, requirements):
            name = canonicalize_name(requirement.name)
            assert name in lock, f"{name} is not locked: make lock"
            assert requirement.specifier.contains(lock[name], prereleases=True), (
                f"{name}=={lock[name]} is not {requirement}"
            )


def test_locks_agree() -> None:
    assert {**WEB, **JUDGE} == ALL
    assert not DEV.keys() & ALL.keys()


def test_web_installs_no_torch_and_judge_no_web() -> None:
    assert ALL["torch"] == "2.13.0"
    assert "torch" not in WEB
    assert not {"fastapi", "starlette", "uvicorn", "sqlalchemy"} & JUDGE.keys()


def test_no_cuda_library_is_pinned() -> None:
    assert not [name for name in ALL if name.startswith(("nvidia-", "cuda-", "triton"))]


def service(name: str) -> str:
    text = (ROOT / "compose.yaml").read_text()
    found = re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", text, re.MULTILINE)
    assert found, name
    return found[1]


def test_the_judge_in_compose_is_confined() -> None:
    for line in (
        "network_mode: none",
        "read_only: true",
        "cap_drop: [ALL]",
        'security_opt: ["no-new-privileges:true"]',
        "pids_limit:",
        "mem_limit:",
    ):
        assert line in service("judge"), line
    assert "/data" not in service("judge")
    assert "ports:" not in service("judge")


def test_a_gpu_takes_nothing_of_that_back() -> None:
    """What is merged over the judge's service gives it a device, a setting and room, and no privilege."""
    given = set(re.findall(r"^    (\w+):", (ROOT / "compose.gpu.yaml").read_text(), re.MULTILINE))
    assert given == {"build", "image", "environment", "pids_limit", "mem_limit", "deploy"}


def test_web_in_compose_is_published_on_loopback_only() -> None:
    assert re.findall(r'^      - "(.*):8000"$', service("web"), re.MULTILINE) == ["127.0.0.1:${TORCHYARD_PORT:-8000}"]


def test_images_run_as_somebody_without_rights() -> None:
    stages = re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]
    web, judge = (next(stage for stage in stages if stage.startswith(f"base AS {name}")) for name in ("web", "judge"))
    for stage in (web, judge):
        assert "\nUSER torchyard\n" in stage
    assert "torch==" not in web
    assert "requirements-web.lock" in web


# Nothing of anybody's machine


def files() -> Iterator[Path]:
    """What is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    yield from (ROOT / name for name in sorted(set(listed.stdout.splitlines())) if (ROOT / name).is_file())


# Each is spelt so that it does not find itself.
ELSEWHERE = {
    "a folder of somebody's machine": r"/(?:hom[e]|User[s]|roo[t]|wor[k])/\w|/op[t]/(?:wheels|pypi|homebrew)",
    "the address of a package registry": r"(?:pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|deb\.debia[n]\.org)",
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_nothing_names(what: str) -> None:
    pattern = re.compile(ELSEWHERE[what])
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # fonts and pictures
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert not found


def test_no_large_file() -> None:
    large = [
        f"{path.relative_to(ROOT)}: {path.stat().st_size >> 10} KiB"
        for path in files()
        if path.stat().st_size > 2 << 20
    ]
    assert not large
