"""What the pages for people promise is there: commands, settings, files, links."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text()
each_page = pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)


def tokens(path: Path) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text()):
        yield token
        yield from token.children or ()


def code(path: Path) -> list[str]:
    """Code blocks and code spans of a page."""
    return [token.content for token in tokens(path) if token.type in ("code_inline", "fence", "code_block")]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(document: Path) -> None:
    targets = [
        str(token.attrs.get("href") or token.attrs.get("src"))
        for token in tokens(document)
        if token.type in ("link_open", "image")
    ]
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), f"{document.name} links to {target}"
        assert path.is_relative_to(ROOT), f"{document.name} links outside the project: {target}"
        assert not anchor or anchor in anchors(path), f"{document.name} links to {target}, and there is no such heading"


@each_page
def test_files_that_are_named_exist(document: Path) -> None:
    folders = "app|tests|docs|static|templates|frontend|migrations|bench|scripts|problems"
    for span in code(document):
        for name in re.findall(rf"(?<![\w/.-])((?:{folders})/[\w./-]*)", span):
            if "stable-softmax" in name or name.startswith("bench/results"):
                continue
            assert (ROOT / name).exists(), f"{document.name} names {name}"


@each_page
def test_make_targets_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for span in code(document):
        for target in re.findall(r"^make ([a-z]+)", span, re.MULTILINE):
            assert target in targets, f"{document.name} says make {target}"


def test_make_help_lists_every_target_for_people() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "check", "lint", "bench", "clean", "help"):
        assert re.search(rf"^  {target} ", listed, re.MULTILINE), target


@pytest.fixture(scope="module")
def commands() -> str:
    """What `python -m app --help` prints."""
    found = subprocess.run([sys.executable, "-m", "app", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout


@each_page
def test_commands_of_the_app_exist(document: Path, commands: str) -> None:
    for span in code(document):
        for command in re.findall(r"python -m app ([a-z]+)", span):
            assert re.search(rf"\b{command}\b", commands), f"{document.name} says python -m app {command}"


# Settings


def rows() -> dict[str, tuple[str, str]]:
    """The table in the README: name → (default, meaning)."""
    found = re.findall(rf"^\| `{PREFIX}(\w+)` \| *(.*?) *\| (.+) \|$", README, re.MULTILINE)
    return {name.lower(): (default, meaning) for name, default, meaning in found}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert set(rows()) == set(Settings.model_fields)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_documented_defaults_are_the_defaults(name: str) -> None:
    default, documented = Settings.model_fields[name].default, rows()[name][0]
    if isinstance(default, Path):
        assert documented == f"`{default.name}` beside the code"
    elif isinstance(default, bool):
        assert documented == f"`{str(default).lower()}`"
    elif default in ("", None, ()):
        assert not documented or not documented.startswith(("`true", "`false", "`0"))
    else:
        assert documented == f"`{default}`"


def test_no_file_for_people_names_a_setting_that_is_none() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    others = [
        ROOT / name for name in ("Makefile", "Dockerfile", "compose.yaml", "compose.gpu.yaml", "scripts/try-containers")
    ]
    for path in [*PAGES, *others]:
        named = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", path.read_text()))
        assert named <= known, f"{path.name}: {sorted(named - known)}"
