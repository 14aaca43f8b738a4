"""D. `importlib.reload` of the harness.

Verdict: wrong_answer|runtime_error
"""

import importlib
import sys

for name in ("app.judge.runner", "app.judge.wire", "app.judge.forbidden", "app"):
    try:
        importlib.reload(sys.modules[name])
    except (ImportError, OSError, AttributeError):
        pass


def softmax(x, dim):
    return x
