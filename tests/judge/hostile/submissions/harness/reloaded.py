"""D. `importlib.reload` of the harness.

Verdict: wrong_answer|runtime_error
"""

import contextlib
import importlib
import sys

for name in ("app.judge.runner", "app.judge.wire", "app.judge.forbidden", "app"):
    with contextlib.suppress(ImportError, OSError, AttributeError):
        importlib.reload(sys.modules[name])


def softmax(x, dim):
    return x
