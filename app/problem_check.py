"""A closer look at a problem folder, for authors: everything that can be said without running torch."""

import ast
from pathlib import Path

from app.catalog import load
from app.judge.syntax import parse
from app.problem_reader import BrokenProblem

VERDICTS = ("accepted", "wrong_answer", "runtime_error", "time_limit", "memory_limit", "output_limit", "forbidden_api")
TEXTS = ("statement.md", "hints.md", "editorial.md")


def validate(folder: Path) -> list[str]:
    """Sentences that say what is missing or wrong; none for a folder that is whole."""
    if not folder.is_dir():
        return [f"There is no folder {folder.name}."]
    sentences: list[str] = []
    functions: tuple[str, ...] = ()
    try:
        problem = load(folder)
        functions = problem.functions
        if not problem.hints_md.strip().startswith("1."):
            sentences.append("hints.md must be a numbered list, the least hint first.")
    except BrokenProblem as error:
        sentences += error.sentences
    for name in TEXTS:
        file = folder / name
        if not file.exists():
            if name != "statement.md":  # load() has said so already
                sentences.append(f"{name} is missing.")
        elif not file.read_text(encoding="utf-8", errors="replace").strip():
            sentences.append(f"{name} is empty.")
    sentences += _python(folder, "reference.py", functions)
    sentences += _python(folder, "starter.py", functions) if (folder / "starter.py").exists() else []
    sentences += _python(folder, "cases.py", ("cases",))
    if (folder / "drive.py").exists():
        sentences += _python(folder, "drive.py", ("drive",))
    if (folder / "steps.py").exists():
        sentences += _python(folder, "steps.py", functions)
    return sentences + _submissions(folder, functions)


def _submissions(folder: Path, functions: tuple[str, ...]) -> list[str]:
    submissions = folder / "submissions"
    sentences = [
        f"submissions/{path.name} is not a verdict; known are {', '.join(VERDICTS)}."
        for path in (sorted(submissions.iterdir()) if submissions.is_dir() else [])
        if path.name not in (*VERDICTS, "__pycache__")
    ]
    accepted = list((submissions / "accepted").glob("*.py"))
    if len(accepted) == 1:
        sentences.append("submissions/accepted needs a second solution by another route.")
    wrong = [path for name in VERDICTS[1:] for path in sorted((submissions / name).glob("*.py"))]
    if not any(path.parent.name == "wrong_answer" for path in wrong):
        sentences.append("submissions/wrong_answer needs at least one misconception.")
    for path in sorted(accepted):
        sentences += _python(folder, f"submissions/accepted/{path.name}", functions)
    for path in wrong:
        name = f"submissions/{path.parent.name}/{path.name}"
        tree, broken = _parse(folder, name)
        if tree is None:
            # A submission may be wrong by not being Python at all; then its first lines still tell why.
            if path.parent.name != "runtime_error":
                sentences += broken
            continue
        docstring = ast.get_docstring(tree) or ""
        if "Caught by:" not in docstring:
            sentences.append(f"{name}: the docstring must tell the misconception and end with 'Caught by: <case>'.")
    return sentences


def _python(folder: Path, name: str, must_define: tuple[str, ...]) -> list[str]:
    tree, sentences = _parse(folder, name)
    if tree is None:
        return sentences
    defined: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Assign):
            defined |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            defined |= {alias.asname or alias.name for alias in node.names}
    return [f"{name} does not define {function}." for function in must_define if function not in defined]


def _parse(folder: Path, name: str) -> tuple[ast.Module | None, list[str]]:
    file = folder / name
    try:
        return parse(file.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return None, [f"{name} is missing."]
    except SyntaxError as error:
        return None, [f"{name} is not Python: {error.msg} in line {error.lineno}."]
    except (UnicodeDecodeError, ValueError) as error:
        return None, [f"{name} cannot be read: {error}."]
