"""C. Editing the tolerance: the judge's numbers are looked for and set to infinity.

Verdict: wrong_answer
"""

import sys
import types

fake = types.ModuleType("app.judge.compare")
fake.BAND = {}
sys.modules["app.judge.compare"] = fake
for name, module in list(sys.modules.items()):
    if name.startswith("app."):
        for word in ("BAND", "FLOORS", "rtol", "atol", "TOLERANCE"):
            setattr(module, word, float("inf"))


def softmax(x, dim):
    return x * 0
