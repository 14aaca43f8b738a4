"""D. Patching the harness: the guard is found by walking the frames, and all that it holds is undone.

Verdict: forbidden_api|runtime_error
"""

import sys

import torch

frame = sys._getframe()
while frame:
    guard = getattr(frame.f_locals.get("self"), "guard", None)
    for value in list(getattr(guard, "__dict__", {}).values()):
        for name in ("_destroy", "reset", "close", "__exit__"):
            try:
                getattr(value, name)()
            except (AttributeError, TypeError):
                pass
    frame = frame.f_back


def softmax(x, dim):
    return getattr(torch, "soft" + "max")(x, dim)
