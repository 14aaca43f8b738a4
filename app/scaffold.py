"""`python -m app new SLUG`: the folder of a new problem, which runs and says for itself what is still to be written."""

from pathlib import Path

from app.catalog import SLUG

FILES = {
    "problem.toml": """title         = "{title}"
difficulty    = "easy"           # easy: ten minutes for someone who knows the topic; medium; hard
topics        = ["to-be-named"]
tracks        = []
needs         = []               # slugs of problems to solve before this one
functions     = ["{function}"]
forbid        = []               # names from torch, as globs: "*softmax*"; "autograd" for the engine

[checks]
gradients     = ["x"]            # arguments whose gradients are compared; "weights.*" for a dict of tensors
unchanged     = true             # inputs are bit for bit what they were
noncontiguous = true             # the same numbers in a strided tensor give the same answer
# expanded, batch_sizes, vmap, autocast, deterministic, no_alias, no_global_state: docs/problem-format.md tells what
# each adds. Each that is switched on needs a wrong submission that it alone catches.
# [stability] tells what is out of scope, such as types, and why; `python -m app check` names the places that are open.

[limits]
wall_seconds  = 5
memory_mib    = 512
""",
    "statement.md": "",
    "starter.py": '''from torch import Tensor


def {function}(x: Tensor) -> Tensor:
    """Say what comes back, with its shape and dtype."""
    raise NotImplementedError
''',
    "reference.py": '''"""The oracle, in float64: unlike any solution, equal to PyTorch where it has the operator."""


def {function}(x):
    return (2 * x.double()).to(x.dtype)
''',
    "cases.py": """from torch import tensor

from app.judge.cases import Case, randn


def cases():
    yield Case("by hand", "{function}", (tensor([[1.0, 2.0]]),), public=True)
    yield Case("three dimensions", "{function}", (randn(2, 3, 4, seed=0),))
""",
    "hints.md": "",
    "editorial.md": "",
    "submissions/accepted/doubled.py": '''"""The first in alphabetical order is the one that learners are shown."""


def {function}(x):
    return x + x
''',
    "submissions/wrong_answer/detached.py": '''"""You detach x, so no gradient arrives.
Caught by: by hand"""


def {function}(x):
    return 2 * x.detach()
''',
}


def main(problems: Path, slug: str) -> int:
    """Make the folder; 0 when it was made."""
    if not SLUG.fullmatch(slug):
        print(f"{slug!r} is no slug: use lower-case words joined by hyphens, such as `masked-mean`.")
        return 2
    folder = problems / slug
    if folder.exists():
        print(f"{folder} exists already.")
        return 2
    names = {"title": slug.replace("-", " ").capitalize(), "function": slug.replace("-", "_")}
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for key, value in names.items():
            text = text.replace("{" + key + "}", value)
        path.write_text(text)
    print(f"Made {folder}. `python -m app check {slug}` says what is missing.")
    return 0
