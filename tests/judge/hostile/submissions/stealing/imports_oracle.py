"""A. Importing the reference through the judge's own package.

Verdict: wrong_answer
"""

import importlib


def softmax(x, dim):
    for name in ("app.judge.oracle", "app.catalog", "app.judge.judge", "app.settings", "app.judge.cases", "reference"):
        try:
            module = importlib.import_module(name)
        except (ImportError, OSError):
            continue
        print(name, module)
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
