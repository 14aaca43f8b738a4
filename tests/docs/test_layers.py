"""Who may import whom, read off the source: every import counts, also those inside functions."""

import ast
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = "app.main"
JUDGE = [f"app.judge.{path.stem}" for path in sorted((ROOT / "app" / "judge").glob("*.py")) if path.stem != "__init__"]
RUNNER = ["app.judge.zygote", "app.judge.runner"]
COMMON_TO_BOTH = {
    "app.settings",
    "app.catalog",
    "app.problem_check",
    "app.problem_reader",
    "app.quality",
    "app.gates",
    "app.stability",
}


def source(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


@cache
def imports(module: str) -> frozenset[str]:
    """Modules that `module` imports: ours by their full name, others by their first."""
    path = source(module)
    return frozenset(_imports(ast.parse(path.read_text()))) if path else frozenset()


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (_known(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports here are absolute"
            yield _known(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names if source(f"{node.module}.{alias.name}"))
        elif not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield from _imports(node)


def _known(name: str) -> str:
    return name if name.split(".")[0] == "app" else name.split(".")[0]


def reached(*roots: str) -> dict[str, tuple[str, ...]]:
    """Everything imported from `roots`, however far away, with the way to it."""
    ways = {root: (root,) for root in roots}
    todo = list(roots)
    while todo:
        module = todo.pop()
        for name in imports(module) - ways.keys():
            ways[name] = (*ways[module], name)
            if name.split(".")[0] == "app":
                todo.append(name)
    return ways


def assert_never(ways: dict[str, tuple[str, ...]], *forbidden: str) -> None:
    found = [" → ".join(ways[name]) for name in forbidden if name in ways]
    assert not found, found


def test_the_graph_is_not_empty() -> None:
    assert {"fastapi", "sqlalchemy", "app.settings"} <= reached(WEB).keys()
    assert {"torch", "app.catalog"} <= reached(*JUDGE).keys()


def test_the_web_side_never_imports_torch() -> None:
    assert_never(reached(WEB), "torch", "numpy", "pyseccomp")


def test_nor_does_it_when_it_runs() -> None:
    code = "import sys, app.main; sys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_the_judge_never_imports_the_web() -> None:
    web = {f"app.{path.stem}" for path in (ROOT / "app").glob("*.py")} - COMMON_TO_BOTH - {"app.__init__"}
    assert_never(reached(*JUDGE), "fastapi", "starlette", "uvicorn", "jinja2", "sqlalchemy", *web)


def test_the_runner_knows_neither_problems_nor_database() -> None:
    ways = reached(*RUNNER)
    assert_never(ways, "sqlalchemy", "tomllib", "app.catalog", "app.settings", "app.database", "app.judge.oracle")
    assert {name for name in ways if name.startswith("app.") and not name.startswith("app.judge")} == set()


@pytest.mark.parametrize(
    ("lock", "roots"), [("requirements-web.lock", [WEB]), ("requirements-judge.lock", JUDGE)], ids=["web", "judge"]
)
def test_each_image_installs_what_its_side_imports(lock: str, roots: list[str]) -> None:
    installed = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
    distributions = importlib.metadata.packages_distributions()
    others = {name for name in reached(*roots) if name.split(".")[0] != "app" and name not in sys.stdlib_module_names}
    missing = {
        name
        for name in others
        if not {re.sub(r"[._]+", "-", d.lower()) for d in distributions.get(name, ())} & installed
    }
    assert not missing, f"{lock} lacks what provides {sorted(missing)}"
