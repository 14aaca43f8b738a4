"""What the control group of a container says of itself; groups for runners are in test_pool.py."""

from pathlib import Path

import pytest

from app.judge import cgroup


@pytest.mark.parametrize(
    ("own", "file", "text", "most"),
    [
        ({"": "a/container"}, "pids.max", "512\n", 512),  # version 2, mounted at the container's own group
        ({"": "slice"}, "slice/pids.max", "4915\n", 4915),
        ({"": ""}, "pids.max", "max\n", None),
        ({"": ""}, "memory.max", "512\n", None),
        ({"pids": "docker/1", "memory": "docker/1"}, "pids/pids.max", "512\n", 512),  # version 1
        ({"memory": "docker/1"}, "pids/pids.max", "512\n", None),
    ],
)
def test_how_many_processes_a_container_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: dict[str, str], file: str, text: str, most: int | None
) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    monkeypatch.setattr(cgroup, "MOUNT", tmp_path)
    monkeypatch.setattr(cgroup, "_own", lambda: own)
    assert cgroup.most_processes() == most
