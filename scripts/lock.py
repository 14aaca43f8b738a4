"""Write the lock files from what this environment holds, so that what was tested is what is pinned.

    python scripts/lock.py            write them
    python scripts/lock.py --check    say whether they are up to date, change nothing

pyproject.toml names what the code imports. Each lock file pins that and all that it pulls in:

    requirements.lock         what one machine needs to serve and judge
    requirements-dev.lock     that, and what the tests need
    requirements-web.lock     the web image: without torch
    requirements-judge.lock   the judge image: without the web

torch is pinned without its build (`2.13.0`, not `2.13.0+cpu`), and the CUDA libraries of its default build for Linux
are left to pip: pinned, they would be installed beside a CPU-only torch as well.
"""

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by scripts/lock.py from pyproject.toml: change that, then `make lock`.\n"
ONLY_IN_SOME_TORCH = re.compile(r"^(nvidia-|cuda-|triton)")


def closure(roots: list[str]) -> dict[str, str]:
    """Everything that `roots` pull in on this machine: name → its line in a lock file."""
    lines: dict[str, str] = {}
    markers: dict[str, str] = {}
    todo = [Requirement(root) for root in roots]
    for root in todo:
        if root.marker:
            markers[canonicalize_name(root.name)] = f" ; {root.marker}"
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if ONLY_IN_SOME_TORCH.match(name) or (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            sys.exit(f"{name} is not installed here: pip install '{wanted}', then lock again")
        if not wanted.specifier.contains(found.version, prereleases=True):
            sys.exit(f"{name} {found.version} is installed, but {wanted} is asked for")
        lines[name] = f"{name}=={Version(found.version).public}{markers.get(name, '')}"
        for text in found.requires or []:
            needed = Requirement(text)
            if applies(needed, wanted.extras):
                todo.append(needed)
    return lines


def applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})


def locks() -> dict[str, str]:
    """File name → what it should say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    both, extra = project["dependencies"], project["optional-dependencies"]
    run = closure([*both, *extra["web"], *extra["judge"]])
    dev = closure([*both, *extra["web"], *extra["judge"], *extra["dev"]])
    return {
        "requirements.lock": page(run),
        "requirements-dev.lock": page({k: v for k, v in dev.items() if k not in run}, "-r requirements.lock"),
        "requirements-web.lock": page(closure([*both, *extra["web"]])),
        "requirements-judge.lock": page(closure([*both, *extra["judge"]])),
    }


def page(lines: dict[str, str], first: str = "") -> str:
    return HEADER + "".join(f"{line}\n" for line in [*filter(None, [first]), *(lines[name] for name in sorted(lines))])


def main() -> None:
    stale = {name: text for name, text in locks().items() if not same(ROOT / name, text)}
    if "--check" in sys.argv:
        sys.exit(f"not up to date: {', '.join(stale)}; run `make lock`" if stale else 0)
    for name, text in stale.items():
        (ROOT / name).write_text(text)
        print(f"wrote {name}")


def same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text() == text


if __name__ == "__main__":
    main()
