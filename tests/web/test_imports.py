"""The borders between the processes, as the imports show them."""

import subprocess
import sys

from app.settings import ROOT

ISOLATED = """
import sys
class Ban:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {banned!r}:
            raise ImportError(f"{{name}} may not be imported here")
sys.meta_path.insert(0, Ban())
"""


def run(code: str, banned: set[str]) -> None:
    program = ISOLATED.format(banned=banned) + code
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr


def test_the_web_side_lives_without_torch():
    run("import app.main; app.main.create_app", {"torch", "numpy"})


def test_the_judge_may_read_problems_and_settings_with_nothing_of_the_web():
    web = {"fastapi", "starlette", "sqlalchemy", "jinja2", "markdown_it", "uvicorn", "torch"}
    run("import app.settings, app.catalog, app.problem_check; app.catalog.Catalog(app.settings.ROOT / 'problems')", web)


def test_a_server_starts_without_importing_alembic_or_the_test_tools():
    code = "import app.main, sys; assert not {'alembic', 'pytest', 'httpx'} & set(sys.modules)"
    run(code, set())
